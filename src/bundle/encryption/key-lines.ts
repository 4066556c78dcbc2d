/** What a file of keys says: its lines without comments and empty ones, numbered from 1. */
export function linesOf(text: string): { readonly text: string; readonly line: number }[] {
  return text
    .split('\n')
    .map((line, i) => ({ text: line.trim(), line: i + 1 }))
    .filter((line) => line.text !== '' && !line.text.startsWith('#'));
}
