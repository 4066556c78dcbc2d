/** What is printed: marks on a flat surface, in millimetres from its upper left corner; sizes of letters in points. */
export type Weight = 'regular' | 'bold';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One line of letters, from its baseline's start. */
export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** In points. */
  readonly size: number;
  readonly weight: Weight;
  readonly ink: Ink;
  /** As it is set. */
  readonly width: number;
  /** Clockwise around its start, in degrees: 90 reads downwards. */
  readonly turn: 0 | 90 | -90;
}

export type Mark =
  | TextMark
  | { readonly kind: 'boxes'; readonly boxes: readonly Box[]; readonly ink: Ink }
  | { readonly kind: 'line'; readonly from: Point; readonly to: Point; readonly ink: Ink; readonly dashed: boolean }
  | { readonly kind: 'circle'; readonly centre: Point; readonly radius: number; readonly ink: Ink };

export type Point = readonly [x: number, y: number];

/** Black for what is read first, grey for what is read second, faint for guides. */
export type Ink = 'black' | 'grey' | 'faint';

export const MM_PER_POINT = 25.4 / 72;
/** How far letters reach above and below their baseline, in em: capitals with accents, and descenders. */
const ASCENT = 0.94;
const DESCENT = 0.24;

/** The surface that a line of letters takes. */
export function boxOf({ x, y, size, width, turn }: TextMark): Box {
  const [up, down] = [ASCENT * size * MM_PER_POINT, DESCENT * size * MM_PER_POINT];
  switch (turn) {
    case 0:
      return { x, y: y - up, width, height: up + down };
    case 90:
      return { x: x - down, y, width: up + down, height: width };
    case -90:
      return { x: x - up, y: y - width, width: up + down, height: width };
  }
}

/** The marks, all as far right and down. */
export function moved(marks: readonly Mark[], dx: number, dy: number): Mark[] {
  const move = ([x, y]: Point): Point => [x + dx, y + dy];
  return marks.map((mark) => {
    switch (mark.kind) {
      case 'text':
        return { ...mark, x: mark.x + dx, y: mark.y + dy };
      case 'boxes':
        return { ...mark, boxes: mark.boxes.map((box) => ({ ...box, x: box.x + dx, y: box.y + dy })) };
      case 'line':
        return { ...mark, from: move(mark.from), to: move(mark.to) };
      case 'circle':
        return { ...mark, centre: move(mark.centre) };
    }
  });
}
