import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SPLIT, findSplit, SPLITS } from '../../src/discs/splits/index.ts';
import { cases, cd80, framesOf, tracksOf } from '../discs/splits/make.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe.each(SPLITS.map((split) => [split.id, split] as const))('the split %s', (id, split) => {
  it('is found by its id, which no other has, and tells what it does', () => {
    expect(findSplit(id)).toBe(split);
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(SPLITS.filter((other) => other.id === id)).toHaveLength(1);
    expect(split.summary).not.toBe('');
  });

  it('has every track on one disc, keeps to the limits, and needs no more discs than filling one after the other', () => {
    fc.assert(
      fc.property(cases(60), ({ tracks, limits }) => {
        const discs = split.split(tracks, limits);
        expect(discs.flat().sort((a, b) => a - b)).toEqual(range(tracks.length));
        expect(Math.max(...framesOf(tracks, discs))).toBeLessThanOrEqual(limits.capacityFrames);
        for (const disc of discs) {
          expect(disc.length).toBeGreaterThan(0);
          expect(disc.length).toBeLessThanOrEqual(limits.maxTracks);
          expect(disc).toEqual([...disc].sort((a, b) => a - b));
        }
        expect(discs.length).toBeLessThanOrEqual(findSplit('in-order').split(tracks, limits).length);
        expect(split.split(tracks, limits)).toEqual(discs);
      }),
    );
  });

  it('leaves a list whole that fits one disc', () => {
    const tracks = tracksOf([100_000, 59_700, 200_000], ['b', 'a', 'b']);
    expect(split.split(tracks, cd80)).toEqual([[0, 1, 2]]);
  });

  it('puts no more than 99 of many short tracks on a disc', () => {
    const discs = split.split(tracksOf(range(3000).map(() => 300)), cd80);
    expect(discs).toHaveLength(31);
  });

  it('gives a disc to each track that fills one', () => {
    const discs = split.split(tracksOf(range(40).map(() => cd80.capacityFrames)), cd80);
    expect(discs).toEqual(range(40).map((track) => [track]));
  });
});

describe('findSplit', () => {
  it('names the nearest split where there is none', () => {
    expect(() => findSplit('balance')).toThrow(
      expect.objectContaining({ code: 'unknown-split', hint: 'did you mean balanced?' }),
    );
    expect(() => findSplit('\u001b[2J')).toThrow(/"\\x1b\[2J"/);
  });

  it('knows the default', () => {
    expect(DEFAULT_SPLIT.id).toBe('in-order');
  });
});
