import { unreadable } from './format.ts';

/** One word of a TOC file: a keyword, number, time or brace as it stands, or the content of a string. */
export interface TocWord {
  readonly text: string;
  readonly quoted: boolean;
  readonly line: number;
}

const WORD = /(\s+|\/\/[^\n]*)|"([^"\\]*(?:\\.[^"\\]*){0,9999})"|([{},]|[^\s"{},]+)/sy;

/**
 * The words of a TOC file without its comments; escapes in strings are resolved, octal ones as Latin-1.
 *
 * @throws AppError `playlist-unreadable` where a string is not closed
 */
export function tocWords(text: string, source: string): readonly TocWord[] {
  const words: TocWord[] = [];
  let line = 1;
  WORD.lastIndex = 0;
  while (WORD.lastIndex < text.length) {
    const found = WORD.exec(text);
    if (found === null) throw unreadable('TOC', source, line, 'a string is opened and never closed');
    const [all, blank, string, plain] = found;
    if (blank === undefined) words.push({ text: plain ?? unescape(string!), quoted: plain === undefined, line });
    for (const c of all) if (c === '\n') line++;
  }
  return words;
}

function unescape(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/gs, (_, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(Number.parseInt(escaped, 8) & 0xff) : escaped,
  );
}
