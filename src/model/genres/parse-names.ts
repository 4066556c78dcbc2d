/** Reads names parted by `;` or line ends. */
export function parseNames(text: string): readonly string[] {
  return text.split(/[;\n]/).flatMap((name) => name.trim() || []);
}
