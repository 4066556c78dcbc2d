import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { arrange } from '../../../src/generate/arrange.ts';
import { shortfallAt } from '../../../src/generate/rules/check.ts';
import { separation } from '../../../src/generate/rules/separation.ts';
import type { GapRule, ListTrack } from '../../../src/model/list-rule.ts';
import { exact, range, total } from '../orders/make.ts';

const track = (artists: readonly string[], frames = 1000): ListTrack => ({
  ...{ artists, albums: [], titles: [], filedUnder: { genres: [], styles: [] }, year: null, bpm: null, energy: null },
  frames,
});
const byArtists = (names: string): ListTrack[] => [...names].map((name) => track([name]));
const gapOf = (least: number, unit: GapRule['unit'] = 'tracks'): GapRule => ({
  ...{ kind: 'gap', by: 'artist', least, unit },
});
const free = { cost: () => 0 };

const tracks = (most: number) =>
  fc.array(
    fc
      .tuple(fc.subarray(['a', 'b', 'c', 'd', 'e'], { maxLength: 2 }), fc.integer({ min: 1, max: 4 }))
      .map(([artists, minutes]) => track(artists, minutes * 60 * 75)),
    { maxLength: most },
  );
const gaps = fc.oneof(
  fc.integer({ min: 1, max: 6 }).map((least) => gapOf(least)),
  fc.integer({ min: 1, max: 60_000 }).map((least) => gapOf(least, 'frames')),
);

describe('separation', () => {
  it('finds no fault where the rule finds none', () => {
    fc.assert(
      fc.property(tracks(12), gaps, (list, rule) => {
        const { broken } = separation(rule, list);
        for (const position of list.keys()) {
          if (shortfallAt(rule, (i) => list[i]!, position) === null) {
            expect(broken(range(list.length), position)).toBe(0);
          }
        }
      }),
    );
  });

  it('finds the faults that the rule finds where nobody has too many tracks for it', () => {
    const list = byArtists('aabcdebfacdg');
    const { broken, reach } = separation(gapOf(2), list);
    expect(reach).toBe(2);
    for (const position of list.keys()) {
      const shortfall = shortfallAt(gapOf(2), (i) => list[i]!, position);
      const expected = shortfall === null ? 0 : 1 + (shortfall.wanted - shortfall.found) / shortfall.wanted;
      expect(broken(range(list.length), position)).toBe(expected);
    }
  });

  it('looks back no farther than it says', () => {
    fc.assert(
      fc.property(tracks(12), gaps, (list, rule) => {
        const { broken, reach } = separation(rule, list);
        for (const position of list.keys()) {
          const near = range(list.length).map((at) => (at < position - reach ? -1 : at));
          expect(broken(near, position)).toBe(broken(range(list.length), position));
        }
      }),
    );
  });

  it('says of no list that more is unavoidable than is', () => {
    fc.assert(
      fc.property(tracks(6), gaps, (list, rule) => {
        const measured = separation(rule, list);
        const { broken } = exact(list.length, { ...measured, ...free });
        expect(measured.unavoidable ?? 0).toBeLessThanOrEqual(broken);
      }),
    );
  });

  it.each([
    ['tracks of one artist alone', 'a'.repeat(20), 19],
    ['two thirds by one artist', 'a'.repeat(12) + 'bcdefg', 5],
    ['half by one artist', 'a'.repeat(10) + 'bcdefghijk', 0],
    ['a third by one artist', 'a'.repeat(7) + 'bcdefghijklmno', 0],
  ])('spreads as far as can be: %s', (_, names, together) => {
    const list = byArtists(names);
    const measured = separation(gapOf(6), list);
    const sequence = arrange(range(list.length), { ...measured, ...free }, seededRandom(1));
    expect(measured.unavoidable).toBe(2 * together);
    expect(total(measured.broken, sequence)).toBe(2 * together);
  });

  it('wants an artist no farther apart than the list allows', () => {
    const list = byArtists('abcabcabc');
    expect(separation(gapOf(2), list).reach).toBe(2);
    expect(separation(gapOf(8), list).reach).toBe(3);
    expect(separation(gapOf(8), byArtists('abcdefghi')).reach).toBe(0);
  });
});
