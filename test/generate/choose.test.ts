import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomBelow, seededRandom } from '../../src/base/random.ts';
import { choose, type Choice, type Material, type Target } from '../../src/generate/choose.ts';
import { NO_HISTORY, type History } from '../../src/generate/history.ts';
import { checkRule } from '../../src/generate/rules/check.ts';
import type { ListRule } from '../../src/model/list-rule.ts';
import type { Track } from '../../src/model/track.ts';
import { libraries, listRules, numbered } from './arbitraries.ts';
import { makeBrief } from './make-brief.ts';
import { makeSelect } from './make-pool.ts';

/** What a list is chosen from; the n-th track stands at index n. */
function materialOf(library: readonly Track[], details: Partial<Material> = {}): Material {
  return { candidates: makeSelect(library)(makeBrief()), history: NO_HISTORY, required: [], ...details };
}

function target(frames: number, rules: readonly ListRule[] = [], overFrames = 0): Target {
  return { frames, overFrames, underFrames: frames, mostTracks: null, rules };
}

const cap = (by: 'artist' | 'album', most: number): ListRule => ({ kind: 'cap', by, most });
const wanted = fc.integer({ min: 300, max: 400_000 });
const over = fc.constantFrom(0, 0, 300, 10_000);

/** Whether tracks can be in one list, whatever their order. */
function areTogether(
  { candidates: { pool } }: Material,
  rules: readonly ListRule[],
  picks: readonly number[],
): boolean {
  const list = picks.map(pool.listTrack);
  if (new Set(picks.map(pool.recording)).size < picks.length) return false;
  return rules.every((rule) => rule.kind !== 'cap' || checkRule(rule, list).length === 0);
}

/** The frames of the best list by trying all sets. */
function bestFrames(material: Material, { frames, overFrames, rules }: Target): number {
  const { pool, indexes } = material.candidates;
  let best = 0;
  for (let mask = 0; mask < 1 << indexes.length; mask++) {
    const picks = [...indexes].filter((_, i) => mask & (1 << i));
    const sum = picks.reduce((total, index) => total + pool.table.frames[index]!, 0);
    const [off, least] = [Math.abs(frames - sum), Math.abs(frames - best)];
    if (sum > frames + overFrames || off > least || (off === least && sum >= best)) continue;
    if (areTogether(material, rules, picks)) best = sum;
  }
  return best;
}

/** How a choice breaks what it has to keep. */
function faults(material: Material, { frames, overFrames, rules }: Target, choice: Choice): string[] {
  const { candidates, history } = material;
  const { pool } = candidates;
  const list = choice.picks.map(pool.listTrack);
  const recordings = choice.picks.map(pool.recording);
  const is = (rule: ListRule, ...kinds: string[]): boolean =>
    kinds.includes(rule.kind) && checkRule(rule, list).length > 0;
  return [
    choice.frames > frames + overFrames && 'over',
    choice.frames !== list.reduce((sum, track) => sum + track.frames, 0) && 'sum',
    new Set(recordings).size < recordings.length && 'twice',
    choice.picks.some((index) => !candidates.indexes.includes(index)) && 'stranger',
    rules.some((rule) => is(rule, 'cap')) && 'cap',
    rules.some((rule) => is(rule, 'spread')) && 'spread',
    rules.some((rule) => rule.kind === 'spread' && list.some((track) => track[rule.by] === null)) && 'unknown',
    recordings.some((recording) => (history.uses.get(recording) ?? 0) >= history.mostUses) && 'distinct',
    recordings.some((recording) =>
      rules.some((rule) => rule.kind === 'fresh' && (history.restedDays.get(recording) ?? Infinity) < rule.days),
    ) && 'fresh',
    choice.meetsQuotas !== !rules.some((rule) => list.length > 0 && is(rule, 'quota')) && list.length > 0 && 'quota',
  ].filter((fault) => fault !== false);
}

describe('choose', () => {
  it('keeps what it has to, whatever the rules and the past', () => {
    const days = fc.array(fc.option(fc.nat(40)), { minLength: 40, maxLength: 40 });
    const uses = fc.array(fc.nat(3), { minLength: 40, maxLength: 40 });
    const past = fc.record({ days, uses, mostUses: fc.constantFrom(1, 2, Infinity) });
    fc.assert(
      fc.property(libraries(40), wanted, over, listRules, past, fc.nat(), (all, frames, over, rules, past, seed) => {
        const { pool } = materialOf(all).candidates;
        const ofEach = <T>(values: readonly (T | null)[]): Map<number, T> =>
          new Map(all.flatMap((_, i) => (values[i] === null ? [] : [[pool.recording(i), values[i] as T]])));
        const history: History = { restedDays: ofEach(past.days), uses: ofEach(past.uses), mostUses: past.mostUses };
        const candidates = makeSelect(all)(makeBrief());
        for (let index = 0; index < all.length; index++) candidates.pool.recording(index);
        const material = { candidates, history, required: [] };
        const wish = target(frames, rules, over);
        const choice = choose(material, wish, seed);
        expect(faults(material, wish, choice)).toEqual([]);
        expect(choose(material, wish, seed)).toEqual(choice);
      }),
      { numRuns: 150 },
    );
  });

  it('finds the best list there is where the candidates are few', () => {
    const rules = fc.constantFrom([], [cap('artist', 1)], [cap('artist', 2)], [cap('album', 1)], [cap('album', 2)]);
    fc.assert(
      fc.property(libraries(9), fc.integer({ min: 300, max: 200_000 }), over, rules, (all, frames, over, rules) => {
        const isByAlbum = rules.some((rule) => rule.kind === 'cap' && rule.by === 'album');
        const alone = all.map((track, n) => ({
          ...track,
          artist: track.artist.slice(0, 1),
          albumArtist: '',
          title: isByAlbum ? `Title ${n}` : track.title,
        }));
        const material = materialOf(alone);
        const wish = target(frames, rules, over);
        const choice = choose(material, wish, 1);
        expect(areTogether(material, rules, choice.picks)).toBe(true);
        expect(choice.frames).toBe(bestFrames(material, wish));
      }),
      { numRuns: 150 },
    );
  });

  it('has no recording twice that is on several albums', () => {
    const all = [1, 2].map((n) => numbered(n, { artist: 'A', title: 'Song', album: `Album ${n}`, frames: 1000 }));
    expect(choose(materialOf(all), target(2000, [cap('album', 1)]), 1).frames).toBe(1000);
  });

  it('takes what is required first, as far as length and rules allow', () => {
    const all = Array.from({ length: 300 }, (_, n) => numbered(n, { frames: 5000 + n }));
    const material = materialOf(all, { required: [7, 250] });
    for (let seed = 0; seed < 10; seed++) {
      expect(choose(material, target(100_000), seed).picks.slice(0, 2)).toEqual([7, 250]);
    }
    expect(choose(material, target(10_000), 1).picks).toEqual([7]);
    expect(choose(materialOf(all.slice(0, 20), { required: [7, 8] }), target(20_000), 1).picks).toEqual(
      expect.arrayContaining([7, 8]),
    );
    const twins = [0, 1].map((n) => numbered(n, { artist: 'A' }));
    expect(choose(materialOf(twins, { required: [1, 0] }), target(10_000, [cap('artist', 1)]), 1).picks).toEqual([1]);
  });

  it('takes all where all fit', () => {
    const all = Array.from({ length: 50 }, (_, n) => numbered(n, { frames: 500 + n }));
    expect(choose(materialOf(all), target(1_000_000), 1).picks).toHaveLength(50);
  });

  it('takes nothing where nothing fits', () => {
    expect(choose(materialOf([]), target(1000), 1)).toEqual({ picks: [], frames: 0, meetsQuotas: true });
    const all = [numbered(0, { frames: 5000 })];
    expect(choose(materialOf(all), target(1000), 1).picks).toEqual([]);
    const spread: ListRule = { kind: 'spread', by: 'bpm', most: 10 };
    expect(choose(materialOf(all), target(10_000, [spread]), 1).picks).toEqual([]);
  });

  it('is over only where that is nearer', () => {
    const all = [numbered(0, { frames: 900 }), numbered(1, { frames: 1050 })];
    expect(choose(materialOf(all), target(1000, [], 50), 1).frames).toBe(1050);
    expect(choose(materialOf(all), target(1000, [], 49), 1).frames).toBe(900);
    expect(choose(materialOf(all), target(970, [], 500), 1).frames).toBe(900);
  });

  const many = (count: number): Track[] => {
    const random = seededRandom(count);
    return Array.from({ length: count }, (_, n) =>
      numbered(n, {
        frames: 9000 + randomBelow(random, 18_000),
        artist: `Artist ${n % 200}`,
        year: 1960 + randomBelow(random, 60),
        genres: [['Jazz', 'Rock', 'Pop'][n % 3]!],
      }),
    );
  };

  it.each([100, 1037, 10_000])('is exact to the frame for %i tracks', (count) => {
    const material = materialOf(many(count));
    for (let seed = 0; seed < 10; seed++) {
      expect(choose(material, target(333_000, [cap('artist', 2)]), seed).frames).toBe(333_000);
    }
  });

  it('meets quotas, a spread and caps together, to the frame, where there is enough of all', () => {
    const rules: ListRule[] = [
      { kind: 'quota', of: { by: 'genre', name: 'jazz' }, bound: 'least', percent: 40 },
      { kind: 'quota', of: { by: 'genre', name: 'Rock' }, bound: 'most', percent: 20 },
      { kind: 'quota', of: { by: 'decade', name: '1990s', from: 1990 }, bound: 'least', percent: 30 },
      { kind: 'spread', by: 'year', most: 20 },
      cap('artist', 1),
    ];
    const material = materialOf(many(3000));
    for (let seed = 0; seed < 10; seed++) {
      const choice = choose(material, target(333_000, rules), seed);
      expect(faults(material, target(333_000, rules), choice)).toEqual([]);
      expect(choice).toMatchObject({ frames: 333_000, meetsQuotas: true });
    }
  });

  it('takes long tracks where caps leave only so many places', () => {
    const material = materialOf(many(1000).map((one, n) => ({ ...one, artist: `Artist ${n % 20}` })));
    // 20 tracks: 4 minutes each on average, 6 at the most.
    for (const minutes of [80, 90, 100, 110, 115]) {
      for (let seed = 0; seed < 3; seed++) {
        const { picks, frames } = choose(material, target(minutes * 4500, [cap('artist', 1)]), seed);
        expect(picks.length).toBeLessThanOrEqual(20);
        expect(minutes * 4500 - frames).toBeLessThan(75);
      }
    }
  });

  it('does with few tracks of which all combinations are too many', () => {
    const all = many(128).map((one) => ({ ...one, artist: 'A' }));
    const wish = target(140 * 4500, [cap('artist', 30)]);
    const choice = choose(materialOf(all), wish, 1);
    expect(faults(materialOf(all), wish, choice)).toEqual([]);
    expect(wish.frames - choice.frames).toBeLessThan(75);

    const long = Array.from({ length: 128 }, (_, n) => numbered(n, { frames: 200_000 + 37 * n }));
    const days = 80 * 3600 * 75;
    expect(days - choose(materialOf(long), target(days), 1).frames).toBeLessThan(200_000);
  });

  it('finds what little a long past has left', () => {
    const material = materialOf(many(1000));
    const { pool } = material.candidates;
    const used = new Map(Array.from({ length: 970 }, (_, index) => [pool.recording(index), 1]));
    const history = { restedDays: new Map(), uses: used, mostUses: 1 };
    const left = pool.table.frames.slice(970).reduce((sum, frames) => sum + frames, 0);
    expect(choose({ ...material, history }, target(left), 5).frames).toBe(left);
  });
});
