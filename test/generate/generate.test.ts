import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toleranceFrames } from '../../src/generate/enough.ts';
import type { Brief } from '../../src/model/brief.ts';
import { playlistFrames } from '../../src/model/playlist.ts';
import type { Track } from '../../src/model/track.ts';
import { draftOf } from './make-pool.ts';
import { makeTrack } from '../make-track.ts';

const track = (n: number, facts: Partial<Track> = {}): Track =>
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
