import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, EMPTY_DRAFT, isPinned, pinToggled, rerolled, rowOf, swapped } from '../../../src/cli/new/draft.ts';

const jazz = answered(answered(EMPTY_DRAFT, 'title', 'Late\n Night '), 'genre', 'Jazz');

describe('a draft', () => {
  it('is the row that was answered, on one line a cell, without what is empty', () => {
    expect(rowOf(jazz)).toEqual({ title: 'Late Night', genre: 'Jazz' });
    expect(rowOf(answered(jazz, 'genre', ' '))).toEqual({ title: 'Late Night' });
  });

  it('leaves out a track that is swapped, and holds the others', () => {
    const draft = swapped(pinToggled(jazz, 'A'), 'B', ['A', 'C']);
    expect(rowOf(draft)).toMatchObject({ include: 'A|C', exclude: 'B' });
    expect(isPinned(draft, 'A')).toBe(true);
    expect(isPinned(draft, 'C')).toBe(false);
    expect(rowOf(swapped(draft, 'C', ['A', 'D']))).toMatchObject({ include: 'A|D', exclude: 'B|C' });
    expect(rowOf(swapped(draft, 'A', ['C', 'D']))).toMatchObject({ include: 'C|D', exclude: 'B|A' });
  });

  it('lets go of what is held, but not of what is pinned, when something else changes', () => {
    const draft = swapped(pinToggled(jazz, 'A'), 'B', ['A', 'C']);
    for (const changed of [rerolled(draft, 1), answered(draft, 'duration', '5m')])
      expect(rowOf(changed)).toMatchObject({ include: 'A', exclude: 'B' });
  });

  it('pins a track, and lets it go the second time', () => {
    const draft = pinToggled(pinToggled(jazz, 'A'), 'B');
    expect(rowOf(draft).include).toBe('A|B');
    expect(rowOf(pinToggled(pinToggled(draft, 'A'), 'B'))).toEqual(rowOf(jazz));
    const held = swapped(jazz, 'X', ['A', 'B']);
    expect(rowOf(pinToggled(held, 'A')).include).toBe('A|B');
    expect(rowOf(pinToggled(pinToggled(held, 'A'), 'A')).include).toBe('B');
  });

  it('is chosen again by a chance that it was not chosen by before', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const next = rowOf(rerolled(jazz, seed)).seed!;
        expect(next).toMatch(/^\d{1,10}$/);
        expect(rowOf(rerolled(jazz, Number(next))).seed).not.toBe(next);
      }),
    );
  });
});
