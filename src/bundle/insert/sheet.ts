import { fitText, type TextStyle } from './fit-text.ts';
import { moved, type Box, type Mark } from './mark.ts';
import type { Piece } from './piece.ts';
import type { Typeface } from './typeface.ts';

/** In millimetres, lying. */
const PAPERS = {
  a4: { width: 297, height: 210 },
  letter: { width: 279.4, height: 215.9 },
} as const;

export type Paper = keyof typeof PAPERS;

/** A sheet of paper with one piece on it, in its true size. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Where the piece lies. */
  readonly trim: Box;
  readonly marks: readonly Mark[];
}

const MARK_GAP = 2;
const MARK_LENGTH = 5;
const SCALE = 50;
const FOOT = 14;
const FOOT_WIDTH = 240;

/** Puts a piece in the middle of a sheet, between marks for cutting and folding, over a scale to check its size by. */
export function layOnSheet(piece: Piece, caption: string, paper: Paper, typeface: Typeface): Sheet {
  const { width, height } = PAPERS[paper];
  const trim = {
    x: (width - piece.width) / 2,
    y: (height - piece.height) / 2,
    width: piece.width,
    height: piece.height,
  };
  return {
    width,
    height,
    trim,
    marks: [
      ...moved(piece.marks, trim.x, trim.y),
      ...cropMarks(trim),
      ...piece.folds.flatMap((x) => ticks(trim, trim.x + x, true)),
      ...foot(piece, caption, width, height - FOOT, typeface),
    ],
  };
}

function cropMarks(trim: Box): Mark[] {
  const [left, right] = [trim.x, trim.x + trim.width];
  const across = [trim.y, trim.y + trim.height].flatMap((y) => [
    line([left - MARK_GAP - MARK_LENGTH, y], [left - MARK_GAP, y]),
    line([right + MARK_GAP, y], [right + MARK_GAP + MARK_LENGTH, y]),
  ]);
  return [...across, ...ticks(trim, left), ...ticks(trim, right)];
}

/** Above and below the piece. */
function ticks({ y, height }: Box, x: number, dashed = false): Mark[] {
  const end = y + height;
  return [
    line([x, y - MARK_GAP - MARK_LENGTH], [x, y - MARK_GAP], dashed),
    line([x, end + MARK_GAP], [x, end + MARK_GAP + MARK_LENGTH], dashed),
  ];
}

function line(from: readonly [number, number], to: readonly [number, number], dashed = false): Mark {
  return { kind: 'line', from, to, ink: 'black', dashed };
}

/** A scale at the left, words at the right, over the middle of the sheet. */
function foot(piece: Piece, caption: string, width: number, y: number, typeface: Typeface): Mark[] {
  const left = (width - FOOT_WIDTH) / 2;
  const how =
    piece.folds.length > 0
      ? 'cut at the corner marks, fold at the dashed ones'
      : 'the circles are the edges of the disc, outside of what is printed';
  const words = (top: number): Box => ({ x: left + SCALE + 5, y: top, width: FOOT_WIDTH - SCALE - 5, height: 4 });
  const note = `Print at 100 %: the scale is ${SCALE} mm long; ${how}`;
  return [
    ...scale(left, y),
    ...fitText(caption, words(y - 5.4), { ...NOTE, ink: 'black' }, typeface).marks,
    ...fitText(note, words(y - 2), NOTE, typeface).marks,
  ];
}

function scale(x: number, y: number): Mark[] {
  const marks = Array.from({ length: SCALE / 10 + 1 }, (_, i) => {
    const height = i % 5 === 0 ? 2.4 : 1.4;
    return line([x + i * 10, y - height], [x + i * 10, y]);
  });
  return [line([x, y], [x + SCALE, y]), ...marks];
}

const NOTE: TextStyle = { weight: 'regular', ink: 'grey', sizes: [7, 4], lines: 1, align: 'right' };
