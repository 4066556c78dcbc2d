import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitsOf } from '../../src/generate/limits.ts';
import { checkRule } from '../../src/generate/rules/check.ts';
import type { ListRule } from '../../src/model/list-rule.ts';
import { listOf } from './rules/make.ts';

const limits = (...rules: ListRule[]): ReturnType<typeof limitsOf> => limitsOf(rules, 12, 216_000);

describe('limitsOf', () => {
  it('are none without rules', () =>
    expect(limits()).toEqual({ mostOf: { artist: Infinity, album: Infinity }, quotas: [], spreads: [], freshDays: 0 }));

  it('are the strictest of all that rules say', () => {
    const cap = (by: 'artist' | 'album', most: number): ListRule => ({ kind: 'cap', by, most });
    expect(limits(cap('artist', 3), cap('artist', 2), cap('album', 5)).mostOf).toEqual({ artist: 2, album: 5 });
    expect(limits({ kind: 'fresh', days: 3 }, { kind: 'fresh', days: 7 }).freshDays).toBe(7);
  });

  it.each<[ListRule, number]>([
    [{ kind: 'gap', by: 'artist', least: 2, unit: 'tracks' }, 4],
    [{ kind: 'gap', by: 'artist', least: 3, unit: 'tracks' }, 3],
    [{ kind: 'gap', by: 'artist', least: 99, unit: 'tracks' }, 1],
    [{ kind: 'gap', by: 'artist', least: 2 * 18_000, unit: 'frames' }, 4],
    [{ kind: 'window', by: 'artist', frames: 72_000, most: 2, inARow: 1 }, 6],
    [{ kind: 'window', by: 'artist', frames: 999_999, most: 2, inARow: 1 }, 2],
  ])('of %j are %i of an artist among 12 tracks of 4 minutes', (rule, most) =>
    expect(limits(rule).mostOf).toEqual({ artist: most, album: Infinity }),
  );

  it('let through whatever keeps the rules', () => {
    const rule = fc.record({
      kind: fc.constant('gap'),
      by: fc.constant('artist'),
      least: fc.integer({ min: 1, max: 5 }),
      unit: fc.constant('tracks'),
    });
    fc.assert(
      fc.property(rule, fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 12 }), (rule, artists) => {
        const list = listOf(artists);
        if (checkRule(rule, list).length > 0) return;
        const most = limitsOf([rule], list.length, list.length * 18_000).mostOf.artist;
        for (const artist of new Set(artists)) {
          expect([...artists].filter((one) => one === artist).length).toBeLessThanOrEqual(most);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has no quota or spread of its own', () => {
    const quota = { kind: 'quota', of: { by: 'genre', name: 'Jazz' }, bound: 'least', percent: 40 } as const;
    const spread = { kind: 'spread', by: 'year', most: 10 } as const;
    expect(limits(quota, spread)).toMatchObject({ quotas: [quota], spreads: [spread], mostOf: { artist: Infinity } });
  });
});
