import type { InsertCopy } from './insert-input.ts';
import type { Mark } from './mark.ts';

/** One thing to be cut out and put into the case or on the disc; its marks lie within it. */
export interface Piece {
  readonly name: string;
  /** In millimetres. */
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  /** Where it is folded, from its left edge. */
  readonly folds: readonly number[];
  /** What had to be shortened, in words. */
  readonly cuts: readonly string[];
}

/** A piece that differs from copy to copy. */
export interface CopyPiece extends Pick<Piece, 'name' | 'cuts'> {
  piece(copy: InsertCopy): Piece;
}

export function rule(x: number, y: number, width: number): Mark {
  return { kind: 'line', from: [x, y], to: [x + width, y], ink: 'black', dashed: false };
}
