import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomBelow, seededRandom } from '../../src/base/random.ts';
import { choose, type Choices } from '../../src/generate/choose.ts';
import { drawEach } from '../../src/generate/draw.ts';

interface Candidate {
  readonly frames: number;
  readonly recording: number;
  readonly artist: number;
}

const choicesOf = (candidates: readonly Candidate[], required: readonly number[] = []): Choices => ({
  count: candidates.length,
  required,
  frames: (i) => candidates[i]!.frames,
  recording: (i) => String(candidates[i]!.recording),
  counted: (i) => [`artist\n${candidates[i]!.artist}`],
});
const unlimited = { limit: (): number => Infinity };
const candidate = fc.record({
  frames: fc.integer({ min: 300, max: 40_000 }),
  recording: fc.nat(300),
  artist: fc.nat(20),
});

describe('drawEach', () => {
  it('draws each number once, in an order that the seed decides', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.nat(), (count, seed) => {
        const drawn = [...drawEach(count, seededRandom(seed))];
        expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
        expect([...drawEach(count, seededRandom(seed))]).toEqual(drawn);
      }),
    );
  });

  it('puts every number first equally often', () => {
    const counts = Array.from({ length: 8 }, () => 0);
    for (let seed = 0; seed < 16_000; seed++) counts[drawEach(8, seededRandom(seed)).next().value as number]!++;
    // Chi-square with 7 degrees of freedom: 24.3 is the 99.9 % point.
    expect(counts.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0)).toBeLessThan(24.3);
  });
});

describe('choose', () => {
  it('is never over, has nothing twice and keeps every cap', () => {
    const candidates = fc.array(candidate, { maxLength: 300 });
    const wanted = fc.integer({ min: 300, max: 400_000 });
    fc.assert(
      fc.property(candidates, wanted, fc.integer({ min: 1, max: 5 }), fc.nat(), (all, frames, most, seed) => {
        const picks = choose(choicesOf(all), frames, { limit: () => most }, seed);
        const chosen = picks.map((i) => all[i]!);
        expect(chosen.reduce((sum, track) => sum + track.frames, 0)).toBeLessThanOrEqual(frames);
        expect(new Set(chosen.map(({ recording }) => recording)).size).toBe(chosen.length);
        for (const { artist } of chosen) {
          expect(chosen.filter((other) => other.artist === artist).length).toBeLessThanOrEqual(most);
        }
        expect(choose(choicesOf(all), frames, { limit: () => most }, seed)).toEqual(picks);
      }),
      { numRuns: 60 },
    );
  });

  it('takes what is required first', () => {
    const all = Array.from({ length: 300 }, (_, i) => ({ frames: 5000 + i, recording: i, artist: i }));
    for (let seed = 0; seed < 10; seed++) {
      expect(choose(choicesOf(all, [7, 250]), 100_000, unlimited, seed)).toEqual(expect.arrayContaining([7, 250]));
    }
  });

  it('takes all where all fit', () => {
    const all = Array.from({ length: 50 }, (_, i) => ({ frames: 500 + i, recording: i, artist: i }));
    expect(choose(choicesOf(all), 1_000_000, unlimited, 1)).toHaveLength(50);
  });

  it.each([100, 1037, 10_000])('is exact to the frame for %i tracks', (count) => {
    const random = seededRandom(count);
    const all = Array.from({ length: count }, (_, i) => ({
      frames: 9000 + randomBelow(random, 18_000),
      recording: i,
      artist: i % 200,
    }));
    for (let seed = 0; seed < 20; seed++) {
      const picks = choose(choicesOf(all), 333_000, { limit: () => 2 }, seed);
      expect(picks.reduce((sum, i) => sum + all[i]!.frames, 0)).toBe(333_000);
    }
  });
});
