/**
 * An insert as sheets of marks: booklets first, a disc each; then tray cards, then labels, a copy each, since paper, card
 * and discs are fed one after the other. Pure: the same input gives the same marks.
 */
import type { BarcodeMaker } from './barcode.ts';
import { booklet } from './booklet.ts';
import { discOf } from './facts.ts';
import type { InsertCopy, InsertDisc, InsertInput } from './insert-input.ts';
import { label } from './label.ts';
import { legible } from './legible.ts';
import type { Piece } from './piece.ts';
import { layOnSheet, type Paper, type Sheet } from './sheet.ts';
import { trayCard } from './tray-card.ts';
import type { Typeface } from './typeface.ts';

export interface Sheets {
  /** Made one by one: a disc may have thousands of copies. */
  readonly sheets: Iterable<Sheet>;
  /** What does not stand there as it was given, a line each. */
  readonly warnings: readonly string[];
}

/** Characters of a text in a warning. */
const MOST_SHOWN = 60;

/** Lays out all pieces of an insert. */
export function insertSheets(input: InsertInput, paper: Paper, typeface: Typeface, barcodes: BarcodeMaker): Sheets {
  const { input: shown, romanised } = legible(input, typeface);
  const { title } = shown;
  const discs = shown.discs.map((disc) => ({
    disc,
    leaf: booklet(title, disc, typeface),
    ofCopy: [trayCard(title, disc, typeface, barcodes), label(title, disc, typeface, barcodes)],
  }));
  const sheetOf = (disc: InsertDisc, piece: Piece, copy?: InsertCopy): Sheet => {
    const caption = [piece.name, copy?.serial ?? '', discOf(disc), title].filter((part) => part !== '').join(' / ');
    return layOnSheet(piece, caption, paper, typeface);
  };

  function* sheets(): Generator<Sheet> {
    for (const { disc, leaf } of discs) yield sheetOf(disc, leaf);
    for (const kind of [0, 1]) {
      for (const { disc, ofCopy } of discs) {
        for (const copy of disc.copies) yield sheetOf(disc, ofCopy[kind]!.piece(copy), copy);
      }
    }
  }

  const cuts = discs.flatMap(({ disc, leaf, ofCopy }) => [leaf, ...ofCopy].flatMap((piece) => cutWarning(disc, piece)));
  return { sheets: sheets(), warnings: [...cuts, ...romanWarning(romanised)] };
}

function cutWarning({ number }: InsertDisc, { name, cuts }: Pick<Piece, 'name' | 'cuts'>): string[] {
  return cuts.length === 0 ? [] : [`the ${name} of disc ${number} shortens ${[...new Set(cuts)].join(', ')}`];
}

function romanWarning(romanised: ReadonlyMap<string, string>): string[] {
  const [first] = romanised;
  if (!first) return [];
  const [given, written] = first.map((text) => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}...` : text));
  const shown = `"${given}" as "${written}"`;
  return [
    `the insert writes ${romanised.size === 1 ? shown : `${romanised.size} texts in other letters, such as ${shown}`}, which its typeface can set; name another one with --insert-font FILE`,
  ];
}
