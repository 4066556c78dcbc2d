/**
 * Text into lines of a width, all in em. Lines break at spaces, between Han, kana and hangul, and within words that are
 * too long for any line.
 */
import type { Weight } from './mark.ts';
import type { Typeface } from './typeface.ts';

/** What a line is never broken in. */
export interface Word {
  /** With the space after it, where there is one. */
  readonly text: string;
  readonly width: number;
  /** Without that space: at the end of a line. */
  readonly endWidth: number;
}

const ELLIPSIS = '...';

const LONGEST_WORD = 20;
const SYLLABLE = 10;
const PARTS =
  /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}] ?|[^ \u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]+ ?/gu;

/** The words of one line of text. */
export function wordsOf(text: string, weight: Weight, typeface: Typeface): Word[] {
  const parts = (text.match(PARTS) ?? []).flatMap(syllables);
  return parts.map((part) => ({
    text: part,
    width: typeface.width(part, weight),
    endWidth: typeface.width(part.trimEnd(), weight),
  }));
}

/** A word that no line may be wide enough for, in pieces; combining marks stay with their letters. */
function syllables(word: string): string[] {
  const letters = word.match(/.\p{M}*/gu) ?? [];
  if (letters.length <= LONGEST_WORD) return [word];
  return Array.from({ length: Math.ceil(letters.length / SYLLABLE) }, (_, i) =>
    letters.slice(i * SYLLABLE, (i + 1) * SYLLABLE).join(''),
  );
}

/** The words in as few lines as fit; one that is wider than all the room gets a line of its own. */
export function wrapWords<W extends Word>(words: readonly W[], room: number): W[][] {
  const lines: W[][] = [];
  let line: W[] = [];
  let width = 0;
  for (const word of words) {
    if (line.length > 0 && width + word.endWidth > room) {
      lines.push(line);
      line = [];
      width = 0;
    }
    line.push(word);
    width += word.width;
  }
  return line.length > 0 ? [...lines, line] : lines;
}

/** Width of words in one line. */
export function lineWidth(line: readonly Word[]): number {
  return line.reduce((sum, { width, endWidth }, i) => sum + (i === line.length - 1 ? endWidth : width), 0);
}

/** As much of a line as fits with an ellipsis after it. */
export function shorten<W extends Word>(line: readonly W[], room: number, weight: Weight, typeface: Typeface): W[] {
  const left = [...line];
  while (left.length > 0) {
    const last = left.pop()!;
    const before = left.reduce((sum, { width }) => sum + width, 0);
    const letters = last.text.trimEnd().match(/.\p{M}*/gu) ?? [];
    for (let count = letters.length; count > 0; count--) {
      const text = `${letters.slice(0, count).join('')}${ELLIPSIS}`;
      const width = typeface.width(text, weight);
      if (before + width <= room) return [...left, { ...last, text, width, endWidth: width }];
    }
  }
  return [];
}
