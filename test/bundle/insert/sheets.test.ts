import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { barcodes } from '../../../src/bundle/insert/draw-barcodes.ts';
import { openPress } from '../../../src/bundle/insert/draw.ts';
import type { InsertInput } from '../../../src/bundle/insert/insert-input.ts';
import { insertSheets, type Sheets } from '../../../src/bundle/insert/sheets.ts';
import type { Box, Mark } from '../../../src/bundle/insert/mark.ts';
import type { Sheet } from '../../../src/bundle/insert/sheet.ts';
import type { Typeface } from '../../../src/bundle/insert/typeface.ts';
import { insertDisc, insertInput, isWithin, makeTracks, overlap, surfaces } from './make.ts';

let typeface: Typeface;
beforeAll(async () => {
  ({ typeface } = await openPress('', null));
});

const layOut = (input: InsertInput, paper: 'a4' | 'letter' = 'a4'): Sheets & { readonly sheets: readonly Sheet[] } => {
  const { sheets, warnings } = insertSheets(input, paper, typeface, barcodes);
  return { sheets: [...sheets], warnings };
};
const textOf = (marks: readonly Mark[]): string =>
  marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])).join(' ');
const sizeOf = ({ trim }: Sheet): readonly number[] => [trim.width, trim.height];

const copies = [1, 2].map((number) => ({ id: `copy${number}`, number, serial: `4KQ7-ZT01-1-0${number}` }));

describe('an insert', () => {
  it('is a booklet a disc, then a tray card a copy, then a label a copy', () => {
    const discs = [insertDisc({ of: 2, copies }), insertDisc({ number: 2, of: 2 })];
    const { sheets, warnings } = layOut({ title: 'Late Night Jazz', discs });
    expect(warnings).toEqual([]);
    expect(sheets.map(sizeOf)).toEqual([
      [240, 120],
      [240, 120],
      ...Array.from({ length: 3 }, () => [151, 118]),
      ...Array.from({ length: 3 }, () => [120, 120]),
    ]);
    const serials = sheets.map(({ marks }) => /4KQ7-ZT01-\d-\d\d/.exec(textOf(marks))?.[0]);
    const ofCopies = ['4KQ7-ZT01-1-01', '4KQ7-ZT01-1-02', '4KQ7-ZT01-2-01'];
    expect(serials).toEqual([undefined, undefined, ...ofCopies, ...ofCopies]);
    expect(textOf(sheets[3]!.marks)).toContain('Copy 2 of 2');
  });

  it.each([
    ['a4', 297, 210],
    ['letter', 279.4, 215.9],
  ] as const)('has true sizes in the middle of %s paper', (paper, width, height) => {
    for (const sheet of layOut(insertInput(), paper).sheets) {
      expect([sheet.width, sheet.height]).toEqual([width, height]);
      expect(sheet.trim.x * 2 + sheet.trim.width).toBeCloseTo(width);
      expect(sheet.trim.y * 2 + sheet.trim.height).toBeCloseTo(height);
      expect(isWithin(sheet.trim, { x: 10, y: 10, width: width - 20, height: height - 20 })).toBe(true);
    }
  });

  it('has marks to cut and fold by that do not touch it, and a scale of 50 mm', () => {
    const { sheets } = layOut(insertInput());
    for (const { trim, marks } of sheets) {
      const outside = marks.flatMap((mark) => {
        if (mark.kind !== 'line') return [];
        const [x, y] = mark.from;
        const box = { x, y, width: mark.to[0] - x, height: mark.to[1] - y };
        return isWithin(box, trim) ? [] : [box];
      });
      expect(outside.some(({ width, height }) => Math.abs(width - 50) < 1e-9 && height === 0)).toBe(true);
      for (const box of outside)
        expect(overlap([{ ...box, width: box.width + 1, height: box.height + 1 }, trim])).toBeNull();
    }
    const folds = sheets.map(({ trim, marks }) =>
      marks.flatMap((mark) =>
        mark.kind === 'line' && mark.dashed ? [Math.round((mark.from[0] - trim.x) * 10) / 10] : [],
      ),
    );
    expect(folds).toEqual([[120, 120], [6.5, 6.5, 144.5, 144.5], []]);
  });

  it('has spines that are read from outside, the tops of their letters outwards', () => {
    const { trim, marks } = layOut(insertInput()).sheets[1]!;
    const spines = marks.filter((mark) => mark.kind === 'text' && mark.turn !== 0);
    expect(spines).toHaveLength(4);
    for (const mark of spines) {
      const [box] = surfaces([mark]);
      const left = mark.kind === 'text' && mark.turn === -90;
      expect(isWithin(box!, { ...trim, x: left ? trim.x : trim.x + 144.5, width: 6.5 })).toBe(true);
    }
  });

  it.each([80, 120] as const)('keeps the label of a disc of %i mm in the ring that printers reach', (diameterMm) => {
    const long = 'An Endless Title That Goes Round and Round Until It Is Dizzy';
    const { sheets } = layOut(insertInput({ diameterMm, of: 12, performer: long }, long));
    const { trim, marks } = sheets.at(-1)!;
    const [cx, cy] = [trim.x + trim.width / 2, trim.y + trim.height / 2];
    const ofLabel = surfaces(marks).filter((box) => overlap([box, trim]));
    expect(ofLabel.length).toBeGreaterThan(5);
    for (const { x, y, width, height } of ofLabel) {
      const corners = [x, x + width].flatMap((px) => [y, y + height].map((py) => Math.hypot(px - cx, py - cy)));
      expect(Math.max(...corners)).toBeLessThanOrEqual(diameterMm / 2 - 1);
      const [dx, dy] = [Math.max(x - cx, 0, cx - x - width), Math.max(y - cy, 0, cy - y - height)];
      expect(Math.hypot(dx, dy)).toBeGreaterThanOrEqual(23 / 2);
    }
  });

  it('tells what it shortens', () => {
    const { warnings } = layOut(insertInput({ tracks: makeTracks(99, () => 'long '.repeat(60)) }, 'word '.repeat(100)));
    expect(warnings).toEqual([
      'the booklet of disc 1 shortens the title, the heading, the names of 99 tracks (the first is 1)',
      'the tray card of disc 1 shortens the heading, the spines, the names of 99 tracks (the first is 1)',
      'the label of disc 1 shortens the title',
    ]);
    const long = layOut(insertInput({ performer: 'p'.repeat(300) }, '東京'.repeat(100))).warnings;
    expect(long[0]).toBe('the booklet of disc 1 shortens the title, the performer, the heading');
    expect(long.at(-1)).toContain(`the insert writes "${'東京'.repeat(30)}..." as "DongJing`);
    for (const warning of long) expect(warning.length).toBeLessThan(300);
  });

  it('never sets a text outside of its piece, or over another one', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.stringMatching(/^[A-Za-zÀ-ž ]{0,300}$/),
      fc.constantFrom('東京の夜', 'שלום עולם', '🔥🎵', 'W'.repeat(300), '', '\u0000\u202e'),
    );
    const details = fc.record({
      performer: text,
      medium: text,
      of: fc.constantFrom(1, 12),
      diameterMm: fc.constantFrom(80 as const, 120 as const),
      catalog: fc.constantFrom(null, '4006381333931'),
      tracks: fc
        .array(fc.record({ title: text, artist: text, lengthMs: fc.nat(4_800_000) }), { minLength: 1, maxLength: 99 })
        .map((tracks) => tracks.map((track, i) => ({ ...track, number: i + 1 }))),
    });
    const panels = ({ trim }: Sheet): readonly Box[] => {
      if (trim.width === 240) return [0, 120].map((x) => ({ ...trim, x: trim.x + x, width: 120 }));
      if (trim.width !== 151) return [trim];
      return [
        [0, 6.5],
        [6.5, 138],
        [144.5, 6.5],
      ].map(([x, width]) => ({ ...trim, x: trim.x + x!, width: width! }));
    };
    fc.assert(
      fc.property(text, details, (title, disc) => {
        for (const sheet of layOut(insertInput(disc, title)).sheets) {
          const taken = surfaces(sheet.marks);
          expect(overlap(taken)).toBeNull();
          const ofPiece = taken.filter((box) => overlap([box, sheet.trim]));
          expect(ofPiece.filter((box) => !panels(sheet).some((panel) => isWithin(box, panel)))).toEqual([]);
          expect(
            taken.filter((box) => !isWithin(box, { x: 5, y: 5, width: sheet.width - 10, height: sheet.height - 10 })),
          ).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });
});
