import type { Barcode, BarcodeMaker } from './barcode.ts';
import { MM_PER_POINT, type Box, type Mark } from './mark.ts';
import type { Typeface } from './typeface.ts';

/** The code as it fills a square. */
export function qrMark(qr: Barcode, { x, y, width }: Box): Mark {
  const module = width / qr.width;
  const boxes = qr.boxes.map((box) => ({
    x: x + box.x * module,
    y: y + box.y * module,
    width: box.width * module,
    height: box.height * module,
  }));
  return { kind: 'boxes', boxes, ink: 'black' };
}

/** 80 % of the nominal size, the smallest that GS1 allows: modules of 0.264 mm, quiet zones of 11 and 7 of them. */
const MODULE = 0.264;
const QUIET_LEFT = 11;
const QUIET_RIGHT = 7;
const WIDTH = 95;
const BAR_HEIGHT = 15;
const GUARD_MORE = 5 * MODULE;
const DIGIT_SIZE = 7;
const DIGITS_BELOW = 2.4;

/** With the quiet zones and the digits, in millimetres. */
export const EAN_SIZE = {
  width: (QUIET_LEFT + WIDTH + QUIET_RIGHT) * MODULE,
  height: BAR_HEIGHT + DIGITS_BELOW,
} as const;

/** An EAN-13 from its upper left corner: longer bars at the ends and in the middle, digits in the gaps below. */
export function eanMarks(digits: string, x: number, y: number, typeface: Typeface, barcodes: BarcodeMaker): Mark[] {
  const zero = x + QUIET_LEFT * MODULE;
  const boxes = barcodes.ean13(digits).map(({ at, width }) => ({
    x: zero + at * MODULE,
    y,
    width: width * MODULE,
    height: BAR_HEIGHT + (isGuard(at) ? GUARD_MORE : 0),
  }));
  return [{ kind: 'boxes', boxes, ink: 'black' }, ...[...digits].map((digit, i) => digitMark(digit, centreOf(i)))];

  function digitMark(digit: string, centre: number): Mark {
    const width = typeface.width(digit, 'regular') * DIGIT_SIZE * MM_PER_POINT;
    const place = { x: zero + centre * MODULE - width / 2, y: y + BAR_HEIGHT + DIGITS_BELOW };
    return { kind: 'text', text: digit, ...place, size: DIGIT_SIZE, weight: 'regular', ink: 'black', width, turn: 0 };
  }
}

function isGuard(at: number): boolean {
  return at < 3 || (at >= 45 && at < 50) || at >= 92;
}

/** Where a digit stands, in modules from the first bar: the first before the bars, then six in each half. */
function centreOf(index: number): number {
  if (index === 0) return -QUIET_LEFT / 2 - 1;
  return index <= 6 ? 3 + 7 * (index - 0.5) : 50 + 7 * (index - 6.5);
}
