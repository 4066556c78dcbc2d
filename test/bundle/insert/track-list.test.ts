import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPress } from '../../../src/bundle/insert/draw.ts';
import { setTrackList } from '../../../src/bundle/insert/track-list.ts';
import { SMALLEST } from '../../../src/bundle/insert/track-setting.ts';
import type { Typeface } from '../../../src/bundle/insert/typeface.ts';
import { isWithin, makeTracks, overlap, surfaces } from './make.ts';

const box = { x: 9, y: 18, width: 102, height: 87.5 };
let typeface: Typeface;
beforeAll(async () => {
  ({ typeface } = await openPress('', null));
});

const texts = (marks: readonly { readonly text: string }[]): string => marks.map(({ text }) => text).join(' ');

describe('a list of tracks', () => {
  it('is set large and in one column where there is room', () => {
    const { marks, shortened, leftOff } = setTrackList(makeTracks(3), box, typeface);
    expect(new Set(marks.map(({ size }) => size))).toEqual(new Set([9]));
    expect({ shortened, leftOff }).toEqual({ shortened: [], leftOff: 0 });
    expect(texts(marks)).toBe('1 Title 1 Artist 0 3:00 2 Title 2 Artist 1 3:01 3 Title 3 Artist 2 3:02');
  });

  it.each([
    [20, 'a name'],
    [99, 'a long name of many words that goes on and on'],
    [150, 'a name'],
  ])('holds %i tracks with %j, whole', (count, name) => {
    const { marks, shortened, leftOff } = setTrackList(
      makeTracks(count, (n) => `${name} ${n}`),
      box,
      typeface,
    );
    expect({ shortened, leftOff }).toEqual({ shortened: [], leftOff: 0 });
    expect(Math.min(...marks.map(({ size }) => size))).toBeGreaterThanOrEqual(SMALLEST);
    expect(texts(marks)).toContain(`${count} ${name.slice(0, 6)}`);
  });

  it('tells whose names it shortens', () => {
    const tracks = makeTracks(99, (n) => (n === 7 ? 'Short' : 'word '.repeat(60).trim()));
    const { marks, shortened, leftOff } = setTrackList(tracks, box, typeface);
    expect(leftOff).toBe(0);
    expect(shortened).not.toContain(7);
    expect(shortened).toHaveLength(98);
    expect(marks.filter(({ text }) => text.endsWith('...'))).toHaveLength(98);
  });

  it('tells how many it leaves off, also on paper', () => {
    const { marks, leftOff } = setTrackList(makeTracks(5000), box, typeface);
    expect(leftOff).toBeGreaterThan(4000);
    expect(marks.at(-1)!.text).toBe(`and ${leftOff} more`);
  });

  it('breaks words that no line can hold', () => {
    const { marks, shortened } = setTrackList(
      makeTracks(1, () => 'W'.repeat(300)),
      box,
      typeface,
    );
    expect(shortened).toEqual([]);
    expect(texts(marks).match(/W/g)).toHaveLength(300);
  });

  it('stays in its box and off itself, whatever the names', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.stringMatching(/^[A-Za-zÀ-ž ]{0,300}$/),
      fc.constant('W'.repeat(50)),
    );
    const tracks = fc.array(fc.record({ title: name, artist: name, lengthMs: fc.nat(4_800_000) }), {
      minLength: 1,
      maxLength: 130,
    });
    fc.assert(
      fc.property(tracks, (list) => {
        const { marks, leftOff } = setTrackList(
          list.map((track, i) => ({ ...track, number: i + 1 })),
          box,
          typeface,
        );
        const taken = surfaces(marks);
        expect(taken.filter((one) => !isWithin(one, box))).toEqual([]);
        expect(overlap(taken)).toBeNull();
        expect(leftOff).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
