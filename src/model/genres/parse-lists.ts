/** Reads a list of lists: `name:` at the start of a line, and below it, indented, its items parted by `;`. */
export function parseLists(text: string): ReadonlyMap<string, readonly string[]> {
  const blocks = text.split(/\n(?=\S)/).filter((block) => block.trim() !== '');
  return new Map(
    blocks.map((block) => {
      const [name, items] = block.split(/:\n/) as [string, string];
      return [name.trim(), items.split(/[;\n]/).flatMap((item) => item.trim() || [])];
    }),
  );
}
