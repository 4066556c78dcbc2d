import { parseNames } from './parse-names.ts';

/** Reads lists of names: `title:` at the start of a line, and below it, indented, its names as `parseNames` takes them. */
export function parseLists(text: string): ReadonlyMap<string, readonly string[]> {
  const blocks = text.split(/\n(?=\S)/).filter((block) => block.trim() !== '');
  return new Map(
    blocks.map((block) => {
      const [title, names] = block.split(':\n') as [string, string];
      return [title.trim(), parseNames(names)];
    }),
  );
}
