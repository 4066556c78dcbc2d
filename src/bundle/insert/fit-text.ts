import { MM_PER_POINT, type Box, type Ink, type TextMark, type Weight } from './mark.ts';
import type { Typeface } from './typeface.ts';
import { lineWidth, shorten, wordsOf, wrapWords } from './wrap-words.ts';

export interface TextStyle {
  readonly weight: Weight;
  readonly ink: Ink;
  /** In points: tried from the largest to the smallest. */
  readonly sizes: readonly [largest: number, smallest: number];
  readonly lines: number;
  readonly align?: 'left' | 'right' | 'centre';
}

export interface FittedText {
  readonly marks: readonly TextMark[];
  /** Where the text ends, in millimetres from the surface's top. */
  readonly bottom: number;
  /** Whether an ellipsis stands for the end of the text. */
  readonly isCut: boolean;
}

/** From one baseline to the next, in em. */
export const LEADING = 1.2;
/** From a line's top to its baseline, and to its end, in em. */
const BASELINE = 0.95;
const STEP = 0.5;

/** Sets a text into a box from its top: as large as it fits, else in the smallest size with an ellipsis at its end. */
export function fitText(text: string, box: Box, style: TextStyle, typeface: Typeface): FittedText {
  const words = wordsOf(text, style.weight, typeface);
  const [largest, smallest] = style.sizes;
  for (let size = largest; ; size = Math.max(smallest, size - STEP)) {
    const room = box.width / (size * MM_PER_POINT);
    const most = Math.min(style.lines, Math.floor(box.height / (LEADING * size * MM_PER_POINT) + 1e-6));
    const lines = wrapWords(words, room);
    const fits = lines.length <= most && lines.every((line) => lineWidth(line) <= room);
    if (!fits && size > smallest) continue;
    const shown = fits
      ? lines
      : lines.slice(0, most).map((line, i) => {
          const isWhole = i < Math.min(most, lines.length) - 1 && lineWidth(line) <= room;
          return isWhole ? line : shorten(line, room, style.weight, typeface);
        });
    const texts = shown.map((line) =>
      line
        .map((word) => word.text)
        .join('')
        .trimEnd(),
    );
    const marks = texts.map((line, i) => setLine(line, i, size));
    return { marks, bottom: box.y + texts.length * LEADING * size * MM_PER_POINT, isCut: !fits };
  }

  function setLine(line: string, index: number, size: number): TextMark {
    const em = size * MM_PER_POINT;
    const width = typeface.width(line, style.weight) * em;
    const over = style.align === 'right' ? box.width - width : style.align === 'centre' ? (box.width - width) / 2 : 0;
    const y = box.y + (index * LEADING + BASELINE) * em;
    return { kind: 'text', text: line, x: box.x + over, y, size, weight: style.weight, ink: style.ink, width, turn: 0 };
  }
}
