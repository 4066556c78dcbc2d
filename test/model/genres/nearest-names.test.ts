import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestNames } from '../../../src/model/genres/nearest-names.ts';

const library = new Map([
  ...[['Electronic', 5] as const, ['House', 10] as const, ['Techno', 20] as const, ['Hip-Hop', 3] as const],
  ...[['Jazz', 6] as const, ['Cool Jazz', 2] as const, ['Rock', 4] as const, ['Metal', 1] as const],
  ...[['Soul', 4] as const, ['My Own Mix', 1] as const],
]);

describe('the nearest names that a library has', () => {
  it.each([
    ['Rap', ['Hip-Hop']],
    ['HIPHOP', ['Hip-Hop']],
    ['Jaz', ['Jazz', 'Cool Jazz']],
    ['my own mx', ['My Own Mix']],
    ['Deep House', ['House', 'Electronic', 'Techno']],
    ['deep hose', ['House', 'Electronic', 'Techno']],
    ['Detroit Techno', ['Techno', 'Electronic', 'House']],
    ['EDM', ['Electronic', 'Techno', 'House']],
    ['Death Metal', ['Metal', 'Rock']],
    ['Acid Jazz', ['Electronic', 'Jazz', 'Cool Jazz']],
    ['Funk', ['Soul']],
    ['Funk / Soul', ['Soul']],
    ['xyzzy', []],
    ['', []],
  ])('to %j are %j', (wanted, names) => expect(nearestNames(wanted, library)).toEqual(names));

  it('are never more than three, all of them there, and the same in any order of the library', () => {
    const counts = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('Rock', 'Punk', 'House')), fc.nat(9));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), counts, (wanted, found) => {
        const entries = Object.entries(found);
        const names = nearestNames(wanted, new Map(entries));
        expect(names.length).toBeLessThanOrEqual(3);
        for (const name of names) expect(Object.keys(found)).toContain(name);
        expect(nearestNames(wanted, new Map(entries.toReversed()))).toEqual(names);
      }),
    );
  });
});
