import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/generate/rules/check.ts';
import { loosened } from '../../../src/generate/rules/loosen.ts';
import type { ListRule, ListTrack } from '../../../src/model/list-rule.ts';
import { libraries, listRule } from '../arbitraries.ts';
import { makePool } from '../make-pool.ts';

describe('loosened', () => {
  const caps: ListRule[] = [
    { kind: 'cap', by: 'album', most: 1 },
    { kind: 'cap', by: 'artist', most: 1 },
  ];

  it('loosens no more than needed, and the first rule first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (artist, album) => {
        const isEnough = (rules: readonly ListRule[]): boolean =>
          rules.every((rule) => rule.kind === 'cap' && rule.most >= (rule.by === 'artist' ? artist : album));
        const wanted = [
          ...(artist === 1 ? [{ kind: 'cap', by: 'album', most: album }] : []),
          { kind: 'cap', by: 'artist', most: artist },
        ];
        expect(loosened(caps, (rules) => rules, isEnough)).toEqual(wanted);
      }),
    );
  });

  it('keeps all where all can be kept, and drops all where nothing helps', () => {
    expect(
      loosened(
        caps,
        (rules) => rules.length,
        () => true,
      ),
    ).toBe(2);
    expect(
      loosened(
        caps,
        (rules) => rules.length,
        () => false,
      ),
    ).toBe(0);
  });

  it('where nothing is enough, drops no more than it takes to be as good as without rules', () => {
    const rules: ListRule[] = [{ kind: 'gap', by: 'title', least: 2, unit: 'tracks' }, ...caps];
    const goodWith = (count: number): number =>
      loosened(
        rules,
        (some) => some,
        () => false,
        (some) => some.length <= count,
      ).length;
    expect([3, 2, 1, 0].map(goodWith)).toEqual([3, 2, 1, 0]);
  });

  it('takes a gap down to one, and then drops it', () => {
    const gap: ListRule = { kind: 'gap', by: 'artist', least: 3, unit: 'tracks' };
    const tried: (readonly ListRule[])[] = [];
    const attempt = (rules: readonly ListRule[]): readonly ListRule[] => (tried.push(rules), rules);
    expect(loosened([gap], attempt, (rules) => rules.length === 0)).toEqual([]);
    expect(tried).toEqual([[gap], [], [], [{ ...gap, least: 2 }], [{ ...gap, least: 1 }]]);
  });

  it('ends soon with any rule that no loosening makes enough, and drops it', () => {
    fc.assert(
      fc.property(listRule, (rule) => {
        const tried: (readonly ListRule[])[] = [];
        const attempt = (rules: readonly ListRule[]): readonly ListRule[] => (tried.push(rules), rules);
        expect(loosened([rule], attempt, ({ length }) => length === 0)).toEqual([]);
        expect(tried.length).toBeLessThan(20);
        const last = tried.at(-1)![0] ?? rule;
        if (last.kind === 'gap') expect(last.least).toBeLessThanOrEqual(last.unit === 'tracks' ? 1 : 60_000 / 64);
        if (last.kind === 'fresh') expect(last.days).toBe(1);
        if (last.kind === 'quota') expect([0, 1, 99, 100]).toContain(last.percent);
        if (last.kind === 'cap') expect(last.most).toBeGreaterThan(4000);
      }),
    );
  });

  it('breaks a rule in fewer places, and never in another one, with every step', () => {
    const found = (rule: ListRule, list: readonly ListTrack[]): (number | null)[] =>
      checkRule(rule, list).map(({ position }) => position);
    fc.assert(
      fc.property(listRule, libraries(12), fc.nat(5), (rule, library, seed) => {
        const pool = makePool(library);
        const list = library.map((_, index) => ({ ...pool.listTrack(index), restedDays: (index * 7 + seed) % 20 }));
        const tried: ListRule[] = [];
        const attempt = (rules: readonly ListRule[]): readonly ListRule[] => (tried.push(...rules), rules);
        loosened([rule], attempt, ({ length }) => length === 0);
        const steps = tried.sort((a, b) => loosenessOf(a) - loosenessOf(b)).map((one) => found(one, list));
        for (const [i, places] of steps.entries()) {
          if (i > 0) expect(steps[i - 1]).toEqual(expect.arrayContaining(places));
        }
      }),
    );
  });

  it('takes no step more than is enough', () => {
    fc.assert(
      fc.property(listRule, fc.integer({ min: 1, max: 5000 }), (rule, needed) => {
        const before = loosenessOf(rule);
        const attempt = ([one]: readonly ListRule[]): number => (one ? loosenessOf(one) - before : Infinity);
        const got = loosened([rule], attempt, (steps) => steps >= needed);
        // Where the rule has no such step it is dropped.
        if (got !== Infinity) expect(got - needed).toBeLessThan(stepOf(rule));
      }),
    );
  });
});

/** A number that grows by `stepOf` with every step. */
function loosenessOf(rule: ListRule): number {
  switch (rule.kind) {
    case 'gap':
      return -rule.least;
    case 'fresh':
      return -rule.days;
    case 'quota':
      return rule.bound === 'least' ? -rule.percent : rule.percent;
    default:
      return rule.most;
  }
}

function stepOf(rule: ListRule): number {
  if (rule.kind === 'gap' && rule.unit === 'frames') return Math.ceil(rule.least / 64) + 1;
  return rule.kind === 'spread' && rule.by === 'energy' ? 0.06 : 1;
}
