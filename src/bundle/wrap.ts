const COLUMNS = 78;

/**
 * Breaks text at its spaces into lines of at most 78 characters, the first led in by `first`, the others by `next`. A
 * longer word has a line of its own. Always at least one line.
 */
export function wrap(text: string, first = '', next = ''): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && [...line].length + 1 + [...word].length > COLUMNS) {
      lines.push(line);
      line = next;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
