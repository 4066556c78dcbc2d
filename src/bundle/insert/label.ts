import type { BarcodeMaker } from './barcode.ts';
import { qrMark } from './barcode-marks.ts';
import { cutsOf, discLength, discOf, trackCount } from './facts.ts';
import { fitText, type TextStyle } from './fit-text.ts';
import type { InsertCopy, InsertDisc } from './insert-input.ts';
import { moved, type Box, type Mark } from './mark.ts';
import type { CopyPiece } from './piece.ts';
import type { Typeface } from './typeface.ts';

/** Printers reach from 23 mm to 2 mm less than the disc's own diameter; letters keep 3 mm away from both edges. */
const PRINT_INSIDE = 23;
const EDGE = 1;
const SAFE = 3;
const HOLE = 15;
const QR_SIDE = 13;

/** What is printed on the disc: all of it lies in the ring that printers reach, whatever the disc's size. */
export function label(title: string, disc: InsertDisc, typeface: Typeface, barcodes: BarcodeMaker): CopyPiece {
  const radius = disc.diameterMm / 2;
  const outer = radius - EDGE - SAFE;
  const inner = PRINT_INSIDE / 2 + SAFE;
  /** As wide as the ring is at that height, from the disc's middle. */
  const across = (top: number, height: number): Box => {
    const half = Math.sqrt(outer ** 2 - Math.max(top ** 2, (top + height) ** 2));
    return { x: radius - half, y: radius + top, width: 2 * half, height };
  };
  const beside = (x: number): Box => ({ x, y: radius - 2, width: outer - inner - 4, height: 4 });
  const top = -outer * 0.86;
  const head = fitText(title, across(top, -top - inner - 7), TITLE, typeface);
  const performer = fitText(disc.performer, across(-inner - 6, 5.6), PERFORMER, typeface);
  const marks: readonly Mark[] = [
    ...moved(head.marks, 0, radius - inner - 7 - head.bottom),
    ...performer.marks,
    ...fitText(discOf(disc) || trackCount(disc), beside(radius - outer + 2), { ...NOTE, align: 'left' }, typeface)
      .marks,
    ...fitText(discLength(disc), beside(radius + inner + 2), { ...NOTE, align: 'right' }, typeface).marks,
    { kind: 'circle', centre: [radius, radius], radius, ink: 'faint' },
    { kind: 'circle', centre: [radius, radius], radius: HOLE / 2, ink: 'faint' },
  ];
  const cuts = cutsOf({ 'the title': head, 'the performer': performer });
  const name = 'label';
  const piece = { name, width: disc.diameterMm, height: disc.diameterMm, folds: [], cuts };
  const square = { x: radius - QR_SIDE / 2, y: radius + inner, width: QR_SIDE, height: QR_SIDE };
  const below = across(inner + QR_SIDE + 1, 3.6);
  const ofCopy = ({ id, serial }: InsertCopy): Mark[] => [
    qrMark(barcodes.qr(id), square),
    ...fitText(serial, below, SERIAL, typeface).marks,
  ];
  return { name, cuts, piece: (copy) => ({ ...piece, marks: [...marks, ...ofCopy(copy)] }) };
}

const TITLE: TextStyle = { weight: 'bold', ink: 'black', sizes: [22, 6], lines: 4, align: 'centre' };
const PERFORMER: TextStyle = { weight: 'regular', ink: 'black', sizes: [11, 6], lines: 2, align: 'centre' };
const NOTE: TextStyle = { weight: 'regular', ink: 'black', sizes: [8, 5], lines: 1 };
const SERIAL: TextStyle = { weight: 'regular', ink: 'black', sizes: [7, 5], lines: 1, align: 'centre' };
