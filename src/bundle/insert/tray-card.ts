import type { BarcodeMaker } from './barcode.ts';
import { EAN_SIZE, eanMarks, qrMark } from './barcode-marks.ts';
import { cutsOf, discLength, discOf, listCuts, trackCount } from './facts.ts';
import { fitText, type FittedText, type TextStyle } from './fit-text.ts';
import type { InsertCopy, InsertDisc } from './insert-input.ts';
import { MM_PER_POINT, type Box, type Mark } from './mark.ts';
import { rule, type CopyPiece } from './piece.ts';
import { setTrackList } from './track-list.ts';
import type { Typeface } from './typeface.ts';

const WIDTH = 151;
const HEIGHT = 118;
const SPINE = 6.5;
const MARGIN = 8;
const LEFT = SPINE + MARGIN;
const ROOM = WIDTH - 2 * LEFT;
const QR_SIDE = 17;

/** The card behind the disc, 151 x 118 mm with its spines; in a case that lies face up both are read upright. */
export function trayCard(title: string, disc: InsertDisc, typeface: Typeface, barcodes: BarcodeMaker): CopyPiece {
  const head = fitText(title, { x: LEFT, y: MARGIN - 1, width: ROOM, height: 7.2 }, HEADING, typeface);
  const performer = fitText(disc.performer, { x: LEFT, y: 14.5, width: ROOM, height: 5 }, NOTE, typeface);
  const list = setTrackList(disc.tracks, { x: LEFT, y: 23, width: ROOM, height: 63.5 }, typeface);
  const spine = spineText(title, disc, typeface);
  const marks: readonly Mark[] = [
    ...head.marks,
    ...performer.marks,
    rule(LEFT, 20.5, ROOM),
    ...list.marks,
    ...spine.marks,
    ...eanAt(disc, typeface, barcodes),
  ];
  const cuts = [...cutsOf({ 'the heading': head, 'the performer': performer, 'the spines': spine }), ...listCuts(list)];
  const name = 'tray card';
  const piece = { name, width: WIDTH, height: HEIGHT, folds: [SPINE, WIDTH - SPINE], cuts };
  return {
    name,
    cuts,
    piece: (copy) => ({ ...piece, marks: [...marks, ...ofCopy(disc, copy, typeface, barcodes)] }),
  };
}

/** The tops of both spines' letters point outwards. */
function spineText(title: string, disc: InsertDisc, typeface: Typeface): FittedText {
  const flat = (text: string, style: TextStyle, x: number, width: number): FittedText =>
    fitText(text, { x, y: 0, width, height: SPINE }, style, typeface);
  const inset = 5;
  const of = flat(discOf(disc), { ...SPINE_NOTE, align: 'right' }, inset, HEIGHT - 2 * inset);
  const room = HEIGHT - 2 * inset - (of.marks[0] ? of.marks[0].width + 4 : 0);
  const head = flat(title, SPINE_TITLE, inset, room * 0.65);
  const end = head.marks[0] ? head.marks[0].x + head.marks[0].width + 3 : inset;
  const largest = Math.min(SPINE_NOTE.sizes[0], head.marks[0]?.size ?? Infinity);
  const performer = flat(disc.performer, { ...SPINE_NOTE, sizes: [largest, 5] }, end, inset + room - end);
  const flatMarks = [head, performer, of].flatMap(({ marks }) => marks);
  const baseline = (size: number): number => SPINE / 2 - 0.36 * size * MM_PER_POINT;
  return {
    marks: flatMarks.flatMap((mark) => [
      { ...mark, x: SPINE - baseline(mark.size), y: HEIGHT - mark.x, turn: -90 as const },
      { ...mark, x: WIDTH - SPINE + baseline(mark.size), y: mark.x, turn: 90 as const },
    ]),
    bottom: HEIGHT,
    isCut: head.isCut || performer.isCut,
  };
}

function eanAt({ catalog }: InsertDisc, typeface: Typeface, barcodes: BarcodeMaker): Mark[] {
  if (catalog === null) return [];
  const { width, height } = EAN_SIZE;
  return eanMarks(catalog, WIDTH - LEFT - width, HEIGHT - MARGIN - height, typeface, barcodes);
}

function ofCopy(disc: InsertDisc, copy: InsertCopy, typeface: Typeface, barcodes: BarcodeMaker): Mark[] {
  const top = HEIGHT - MARGIN - QR_SIDE;
  const facts = [
    [discOf(disc), trackCount(disc), discLength(disc)].filter((fact) => fact !== '').join(', '),
    disc.medium,
    disc.copies.length === 1 ? '' : `Copy ${copy.number} of ${disc.copies.length}`,
  ];
  const line = (y: number): Box => ({ x: LEFT + QR_SIDE + 5, y, width: 58, height: 5 });
  return [
    qrMark(barcodes.qr(copy.id), { x: LEFT, y: top, width: QR_SIDE, height: QR_SIDE }),
    ...fitText(copy.serial, line(top - 0.6), SERIAL, typeface).marks,
    ...facts
      .filter((fact) => fact !== '')
      .flatMap((fact, i) => fitText(fact, line(top + 5 + i * 3.9), NOTE, typeface).marks),
  ];
}

const HEADING: TextStyle = { weight: 'bold', ink: 'black', sizes: [15, 6], lines: 2 };
const SERIAL: TextStyle = { weight: 'bold', ink: 'black', sizes: [9, 6], lines: 1 };
const NOTE: TextStyle = { weight: 'regular', ink: 'grey', sizes: [8, 5], lines: 1 };
const SPINE_TITLE: TextStyle = { weight: 'bold', ink: 'black', sizes: [9, 5], lines: 1 };
const SPINE_NOTE: TextStyle = { weight: 'regular', ink: 'black', sizes: [8, 5], lines: 1 };
