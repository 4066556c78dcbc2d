import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, shuffled } from '../../src/base/random.ts';
import { toleranceFrames, toleranceOf } from '../../src/generate/enough.ts';
import { generate } from '../../src/generate/generate.ts';
import { NO_HISTORY, type History } from '../../src/generate/history.ts';
import { TRACK_ORDERS } from '../../src/generate/orders/index.ts';
import { listTrackOf } from '../../src/generate/pool.ts';
import { checkRule } from '../../src/generate/rules/check.ts';
import { selector } from '../../src/generate/select.ts';
import type { Brief } from '../../src/model/brief.ts';
import { creditsOf } from '../../src/model/credits.ts';
import type { CapRule, ListRule, ListTrack } from '../../src/model/list-rule.ts';
import { playlistFrames } from '../../src/model/playlist.ts';
import { recordingTitle } from '../../src/model/recording.ts';
import type { Track } from '../../src/model/track.ts';
import { libraries, listRules, numbered } from './arbitraries.ts';
import { makeBrief } from './make-brief.ts';
import { draftOf, makePool } from './make-pool.ts';
import { makeTrack } from '../make-track.ts';

const track = (n: number, facts: Parameters<typeof makeTrack>[0] = {}): Track =>
  makeTrack({
    id: `t${n}`,
    path: `/m/${n}.flac`,
    relativePath: `${n}.flac`,
    title: `Title ${n}`,
    artist: `Artist ${n % 7}`,
    album: '',
    genres: ['Jazz'],
    frames: 3000 + ((n * 7919) % 9000),
    ...facts,
  });
const library = Array.from({ length: 60 }, (_, n) => track(n));
const ids = (tracks: readonly Track[]): string[] => tracks.map(({ id }) => id);

describe('a list for one disc', () => {
  it('has no more tracks than the disc can have, and meets its length with longer ones', () => {
    // All together 99 would be too short on average: 2250 to 4738 frames, 99 of the mean are 76:53.
    const short = Array.from({ length: 400 }, (_, n) => numbered(n, { frames: 2250 + ((n * 7919) % 2489) }));
    for (let seed = 0; seed < 5; seed++) {
      const { tracks, lengthFrames } = draftOf({ wantedFrames: 355_500, mostTracks: 99 }, short, seed);
      expect(tracks.length).toBeLessThanOrEqual(99);
      expect(lengthFrames).toBeLessThanOrEqual(355_500);
      expect(lengthFrames).toBeGreaterThan(355_500 - 150);
    }
    expect(draftOf({ wantedFrames: 355_500 }, short, 1).tracks.length).toBeGreaterThan(99);
  });

  it('tells where so many tracks are too few', () => {
    const tiny = Array.from({ length: 300 }, (_, n) => numbered(n, { frames: 1500 + n }));
    const { tracks, reasons } = draftOf({ wantedFrames: 355_500, mostTracks: 99 }, tiny, 1);
    expect(tracks).toHaveLength(99);
    expect(reasons.shortage!.message).toContain('in 99 tracks');
  });
});

describe('a list that can only be too short', () => {
  it('keeps the rules that cost it nothing', () => {
    // Two of them are too long together.
    const long = Array.from({ length: 20 }, (_, n) => numbered(n, { frames: 60_000, year: 1960 + n }));
    const pool = makePool(long);
    const tired: History = {
      ...NO_HISTORY,
      restedDays: new Map(Array.from({ length: 18 }, (_, n) => [pool.recording(n), 1])),
    };
    const brief = makeBrief({ rules: [{ kind: 'fresh', days: 7 }], wantedFrames: 90_000 });
    for (let seed = 0; seed < 5; seed++) {
      const { tracks, reasons } = generate(brief, selector(pool), tired, seed);
      expect(reasons.shortage).not.toBeNull();
      expect(reasons.breaches).toEqual([]);
      expect(tracks).toHaveLength(1);
      expect(tracks[0]).toBeGreaterThanOrEqual(18);
    }
  });
});

describe('generate', () => {
  it('fills to the frame, never over, no track twice, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 3000, max: 400_000 }), (seed, wantedFrames) => {
        const draft = draftOf({ wantedFrames }, library, seed);
        expect(draft.lengthFrames).toBe(playlistFrames(draft.tracks));
        expect(draft.lengthFrames).toBeLessThanOrEqual(wantedFrames);
        expect(new Set(ids(draft.tracks)).size).toBe(draft.tracks.length);
        expect(draftOf({ wantedFrames }, [...library].reverse(), seed)).toEqual(draft);
      }),
      { numRuns: 30 },
    );
  });

  it('is moved by the seed', () =>
    expect(ids(draftOf({}, library, 1).tracks)).not.toEqual(ids(draftOf({}, library, 2).tracks)));

  it('is not moved by tracks that the rules keep out', () => {
    const others = Array.from({ length: 40 }, (_, n) => track(1000 + n, { genres: ['Rock'] }));
    const alone = draftOf({ genre: ['Jazz'] }, library, 5);
    const among = draftOf({ genre: ['Jazz'] }, [...others, ...library], 5);
    expect(ids(among.tracks)).toEqual(ids(alone.tracks));
    expect(among.reasons.libraryFingerprint).toBe(alone.reasons.libraryFingerprint);
  });

  it('is not moved by where the library lies', () => {
    const moved = library.map((t) => ({ ...t, path: `/elsewhere${t.path}` }));
    expect(draftOf({}, moved, 5).reasons).toEqual(draftOf({}, library, 5).reasons);
  });

  it('takes genre, style and artist in any spelling, and several of them', () => {
    const mixed = [
      track(1, { genres: ['Hip-Hop'] }),
      track(2, { genres: ['R&B'], styles: ['Neo Soul'] }),
      track(3, { genres: ['Rock'], artist: 'Beyoncé' }),
    ];
    const chosen = (facts: Partial<Brief>): string[] => ids(draftOf(facts, mixed, 0).tracks).sort();
    expect(chosen({ genre: ['hip hop', 'ROCK'] })).toEqual(['t1', 't3']);
    expect(chosen({ style: ['neo-soul'] })).toEqual(['t2']);
    expect(chosen({ genre: ['neo soul'] })).toEqual(['t2']);
    expect(chosen({ artist: ['beyonce'] })).toEqual(['t3']);
    expect(chosen({ genre: ['Rock'], style: ['Neo Soul'] })).toEqual([]);
  });

  it('takes one version of a recording', () => {
    const twins = [
      track(1, { title: 'Song', artist: 'A' }),
      track(2, { title: 'song', artist: 'a' }),
      track(3, { title: 'Song', artist: '' }),
      track(4, { title: 'Song', artist: '' }),
    ];
    expect(draftOf({ wantedFrames: 900_000 }, twins, 0).tracks).toHaveLength(3);
  });

  it('leaves out what the medium can not take', () => {
    const odd = [
      track(1, { lengthSamples: 588 * 299 }),
      track(2, { lengthSamples: 588 * 300 }),
      track(3, { lengthSamples: 588 * 360_000 }),
    ];
    expect(ids(draftOf({ wantedFrames: 400_000 }, odd, 0).tracks)).toEqual(['t2']);
  });
});

/** A recording as its listeners know it. */
const recordingOf = ({ id, artist, title }: Track): string => {
  const [first] = creditsOf(artist);
  return first === undefined ? id : `${first} ${recordingTitle(title)}`;
};

/** Whether a list breaks rules that the choice of its tracks alone can keep. */
const breaksChoice = (rules: readonly ListRule[], list: readonly ListTrack[]): boolean =>
  rules.some((rule) => ['cap', 'spread', 'fresh'].includes(rule.kind) && checkRule(rule, list).length > 0);

describe('whatever is asked of whatever library', () => {
  const facts: fc.Arbitrary<Partial<Brief>> = fc.record({
    wantedFrames: fc.integer({ min: 300, max: 500_000 }),
    overFrames: fc.constantFrom(0, 0, 300, 9000),
    toleranceFrames: fc.constantFrom(null, null, 0, 4500),
    genre: fc.constantFrom([], [], ['Jazz'], ['Polka']),
    year: fc.constantFrom(null, null, { min: 1990, max: null }),
    explicit: fc.constantFrom('allow', 'avoid', 'forbid'),
    include: fc.constantFrom([], [], ['Title 1', 'A - Title 2', 'nothing']),
    order: fc.constantFrom(...TRACK_ORDERS.map(({ id }) => id)),
    rules: listRules,
    hardRules: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, listRules),
  });

  it('is never over, tells no lie, and is the same for the same seed', () => {
    fc.assert(
      fc.property(facts, libraries(40), fc.maxSafeNat(), (facts, all, seed) => {
        const draft = draftOf(facts, all, seed);
        const { tracks, lengthFrames, reasons } = draft;
        const { wantedFrames, overFrames, rules, hardRules } = makeBrief(facts);
        expect(lengthFrames).toBe(playlistFrames(tracks));
        expect(lengthFrames).toBeLessThanOrEqual(wantedFrames + overFrames);
        expect(new Set(tracks.map(recordingOf)).size).toBe(tracks.length);

        const list = tracks.map(listTrackOf);
        expect(reasons.breaches).toEqual(rules.flatMap((rule) => checkRule(rule, list)));
        expect(reasons.hardBreaches).toEqual(hardRules.flatMap((rule) => checkRule(rule, list)));
        expect(breaksChoice(hardRules, list)).toBe(false);
        const isEnough = tracks.length > 0 && wantedFrames - lengthFrames <= toleranceOf(makeBrief(facts));
        expect(reasons.shortage === null).toBe(isEnough);

        expect(draftOf(facts, shuffled(all, seededRandom(seed)), seed)).toEqual(draft);
      }),
      { numRuns: 60 },
    );
  });

  it('is not moved by tracks that the rules on tracks keep out', () => {
    const others = fc.array(fc.tuple(fc.nat(99_999), fc.integer({ min: 300, max: 9000 })), { maxLength: 30 });
    fc.assert(
      fc.property(facts, libraries(25), others, fc.nat(), (facts, all, others, seed) => {
        const jazz = all.map((one) => ({ ...one, genres: ['Jazz'] }));
        const strangers = others.map(([n, frames], i) =>
          track(n, { id: `t${n}-${i}`, genres: ['Polka'], artist: 'A', title: 'Title 1', frames }),
        );
        const asked = { ...facts, genre: ['Jazz'] };
        const [alone, among] = [draftOf(asked, jazz, seed), draftOf(asked, [...strangers, ...jazz], seed)];
        expect(among.tracks).toEqual(alone.tracks);
        const untold = { candidates: [], shortage: null };
        expect({ ...among.reasons, ...untold }).toEqual({ ...alone.reasons, ...untold });
      }),
      { numRuns: 40 },
    );
  });

  it('has rules give way in their order, and only as far as the length needs', () => {
    const cap = fc.integer({ min: 1, max: 2 }).map((most): ListRule => ({ kind: 'cap', by: 'artist', most }));
    const fresh = fc.constantFrom(5, 20).map((days): ListRule => ({ kind: 'fresh', days }));
    const rules = fc.oneof(fc.tuple(cap, fresh), fc.tuple(fresh, cap), fc.tuple(cap), fc.tuple(fresh));
    const days = fc.array(fc.constantFrom(null, null, 0, 4, 10, 19), { minLength: 8, maxLength: 8 });
    const wanted = fc.integer({ min: 300, max: 150_000 });
    fc.assert(
      fc.property(libraries(8), wanted, rules, days, fc.nat(), (all, wantedFrames, rules, days, seed) => {
        const library = all.map((one) => ({ ...one, artist: one.artist.slice(0, 1), albumArtist: '' }));
        const pool = makePool(library);
        const restedDays = new Map(library.flatMap((_, i) => (days[i] == null ? [] : [[pool.recording(i), days[i]]])));
        const history: History = { restedDays, uses: new Map(), mostUses: Infinity };
        const { tracks, lengthFrames } = generate(makeBrief({ wantedFrames, rules }), selector(pool), history, seed);
        const listed = (indexes: readonly number[]): ListTrack[] =>
          indexes.map((index) => {
            const rested = restedDays.get(pool.recording(index));
            return { ...pool.listTrack(index), ...(rested !== undefined && { restedDays: rested }) };
          });
        const sets = subsets(library.map((_, index) => index)).filter((indexes) => {
          const frames = indexes.reduce((sum, index) => sum + pool.table.frames[index]!, 0);
          const least = wantedFrames - toleranceFrames(wantedFrames);
          const isUnique = new Set(indexes.map(pool.recording)).size === indexes.length;
          return isUnique && frames >= least && frames <= wantedFrames;
        });
        const canKeep = (kept: readonly ListRule[]): boolean =>
          sets.some((indexes) => kept.every((rule) => checkRule(rule, listed(indexes)).length === 0));
        const keeps = (rule: ListRule): boolean => checkRule(rule, listed(tracks)).length === 0;

        expect(lengthFrames >= wantedFrames - toleranceFrames(wantedFrames)).toBe(canKeep([]));
        if (!canKeep([])) return;
        const firstKept = [0, 1, 2].find((gone) => canKeep(rules.slice(gone)))!;
        for (const rule of rules.slice(firstKept)) expect(keeps(rule)).toBe(true);
        if (firstKept === 0) return;
        // The last rule to give way does so by the fewest steps: one fewer, and no list would be enough.
        const last: ListRule = rules[firstKept - 1]!;
        const others: readonly ListRule[] = rules.slice(firstKept);
        for (let steps = 1; steps < 20; steps++) {
          const looser: ListRule =
            last.kind === 'fresh'
              ? { ...last, days: last.days - steps }
              : { ...(last as CapRule), most: (last as CapRule).most + steps };
          if ((looser.kind === 'fresh' && looser.days < 1) || !canKeep([looser, ...others])) continue;
          expect(keeps(looser)).toBe(true);
          break;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('takes a library of one track, or of one artist, as it is', () => {
    const [only] = library;
    expect(ids(draftOf({ wantedFrames: 3000 }, [only!], 1).tracks)).toEqual(['t0']);
    expect(draftOf({ wantedFrames: 2999 }, [only!], 1)).toMatchObject({ tracks: [], lengthFrames: 0 });
    expect(ids(draftOf({ wantedFrames: 2999, overFrames: 1 }, [only!], 1).tracks)).toEqual(['t0']);

    const one = library.map((track) => ({ ...track, artist: 'A' }));
    const cap = [{ kind: 'cap', by: 'artist', most: 1 }] as const;
    expect(draftOf({ rules: cap }, one, 1)).toMatchObject({ reasons: { shortage: null, hardBreaches: [] } });
    const strict = draftOf({ hardRules: cap }, one, 1);
    expect(strict.tracks).toHaveLength(1);
    expect(strict.reasons).toMatchObject({
      hardBreaches: [],
      shortage: { message: expect.stringContaining('wanted') },
    });
  });

  it('puts the tracks so that no gap is broken where that can be', () => {
    const artists = fc.string({ unit: fc.constantFrom('A', 'B', 'C'), minLength: 1, maxLength: 7 });
    const gap = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(artists, gap, fc.nat(), fc.boolean(), (artists, least, seed, isHard) => {
        const all = [...artists].map((artist, n) => track(n, { artist, frames: 4500 }));
        const rule: ListRule = { kind: 'gap', by: 'artist', least, unit: 'tracks' };
        const list = all.map(listTrackOf);
        const isPossible = permutations(list).some((one) => checkRule(rule, one).length === 0);
        const rules = isHard ? { hardRules: [rule] } : { rules: [rule] };
        const { tracks, reasons } = draftOf({ ...rules, wantedFrames: 4500 * all.length }, all, seed);
        if (isPossible) {
          expect(tracks).toHaveLength(all.length);
          expect([...reasons.breaches, ...reasons.hardBreaches]).toEqual([]);
        } else if (tracks.length === all.length) {
          expect([...reasons.breaches, ...reasons.hardBreaches]).not.toEqual([]);
        } else {
          expect(reasons.shortage).not.toBeNull();
        }
      }),
      { numRuns: 60 },
    );
  });
});

function subsets<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>((all, item) => [...all, ...all.map((some) => [...some, item])], [[]]);
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((others) => [item, ...others]));
}

describe('a list that came out short', () => {
  const shortage = (facts: Partial<Brief>, tracks = library): { message: string; hint: string } | null =>
    draftOf(facts, tracks, 0).reasons.shortage;

  it('is none within the tolerance', () => {
    expect(toleranceFrames(333_000)).toBe(3330);
    expect(toleranceFrames(300)).toBe(150);
    expect(shortage({})).toBeNull();
  });

  it('says what the library holds', () => {
    expect(shortage({ wantedFrames: 9_000_000 })!.message).toMatch(
      /^wanted 33:20:00, but the library holds only \d:\d\d:\d\d that fit \(60 tracks\)$/,
    );
  });

  it('names the nearest genre', () => {
    expect(shortage({ genre: ['Jaz'] })).toMatchObject({
      message: 'no track has the genre "Jaz"',
      hint: 'did you mean Jazz?',
    });
    expect(shortage({ genre: ['Reggae'] })!.hint).toBe('the library has Jazz (60)');
  });

  it('says when rules exclude each other, the library is empty, or every track is too long', () => {
    expect(shortage({ genre: ['Jazz'], artist: ['Nobody'] })!.message).toBe('no track has the artist "Nobody"');
    expect(
      shortage({ genre: ['Rock'], artist: ['Artist 1'] }, [
        ...library,
        track(99, { genres: ['Rock'], artist: 'Rocker' }),
      ])!.message,
    ).toBe('no track that fits the other rules has the artist "Artist 1"');
    expect(shortage({}, [])!.hint).toContain('--library');
    expect(shortage({ wantedFrames: 2000 })!.message).toMatch(/^the shortest of the 60 fitting tracks/);
  });
});

describe('rules on the list', () => {
  const artistsOf = (facts: Partial<Brief>, seed: number): string[] =>
    draftOf(facts, library, seed).tracks.map(({ artist }) => artist);

  it('hold where they can, and the length is met', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const rules = [
          { kind: 'gap', by: 'artist', least: 3, unit: 'tracks' },
          { kind: 'cap', by: 'artist', most: 3 },
        ] as const;
        const { reasons, lengthFrames } = draftOf({ rules, order: 'smooth' }, library, seed);
        expect(reasons.breaches).toEqual([]);
        expect(90_000 - lengthFrames).toBeLessThan(10);
      }),
      { numRuns: 30 },
    );
  });

  it('give way only as far as the length needs, and every place is told', () => {
    const few = library.filter(({ artist }) => artist === 'Artist 1' || artist === 'Artist 2');
    const wantedFrames = playlistFrames(few) - 200;
    const { tracks, reasons } = draftOf({ wantedFrames, rules: [{ kind: 'cap', by: 'artist', most: 2 }] }, few, 1);
    const most = Math.max(
      ...['Artist 1', 'Artist 2'].map((name) => tracks.filter(({ artist }) => artist === name).length),
    );
    expect(reasons.breaches.length).toBeGreaterThan(0);
    expect(Math.max(...reasons.breaches.map(({ found }) => found))).toBe(most);
  });

  it('that may not give way make a list that is told to be of no use', () => {
    const one = library.filter(({ artist }) => artist === 'Artist 1');
    const hardRules = [{ kind: 'window', by: 'artist', frames: 999_999, most: 4, inARow: 3 }] as const;
    expect(draftOf({ hardRules }, library, 1).reasons.hardBreaches).toEqual([]);
    expect(draftOf({ hardRules, wantedFrames: playlistFrames(one) }, one, 1).tracks.length).toBeLessThanOrEqual(4);
  });

  it('leave chance as it is', () => {
    expect(artistsOf({}, 1)).not.toEqual(artistsOf({}, 2));
    expect(artistsOf({ order: 'interleave' }, 1)).toEqual(artistsOf({ order: 'interleave' }, 1));
  });
});

describe('wishes', () => {
  it('include is kept, explicit is avoided while the others do', () => {
    const rude = library.map((one, i) => ({ ...one, explicit: i % 2 === 0 }));
    const avoiding = draftOf({ explicit: 'avoid', include: ['Title 3'] }, rude, 1);
    expect(ids(avoiding.tracks)).toContain('t3');
    expect(avoiding.tracks.filter(({ explicit }) => explicit)).toEqual([]);
    const forced = draftOf({ explicit: 'avoid', wantedFrames: playlistFrames(rude) }, rude, 1);
    expect(forced.reasons.explicitTracks).toBe(30);
  });
});
