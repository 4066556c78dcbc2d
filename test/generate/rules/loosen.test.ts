import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loosened } from '../../../src/generate/rules/loosen.ts';
import type { ListRule } from '../../../src/model/list-rule.ts';

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

  it('takes a gap down to one, and then drops it', () => {
    const gap: ListRule = { kind: 'gap', by: 'artist', least: 3, unit: 'tracks' };
    const tried: (readonly ListRule[])[] = [];
    const attempt = (rules: readonly ListRule[]): readonly ListRule[] => (tried.push(rules), rules);
    expect(loosened([gap], attempt, (rules) => rules.length === 0)).toEqual([]);
    expect(tried).toEqual([[gap], [], [], [{ ...gap, least: 2 }], [{ ...gap, least: 1 }]]);
  });
});
