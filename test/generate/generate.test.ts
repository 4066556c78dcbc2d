import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generate, toleranceFrames } from '../../src/generate/generate.ts';
import type { Brief } from '../../src/generate/constraints/constraint.ts';
import { playlistFrames } from '../../src/model/playlist.ts';
import type { Track } from '../../src/model/track.ts';
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
const brief = (facts: Partial<Brief> = {}): Brief => ({
  genre: [],
  style: [],
  artist: [],
  year: null,
  bpm: null,
  key: [],
  explicit: 'allow',
  exclude: [],
  include: [],
  order: 'shuffle',
  toleranceFrames: null,
  rules: [],
  hardRules: [],
  wantedFrames: 90_000,
  minTrackFrames: 300,
  maxTrackFrames: 359_700,
  ...facts,
});
const ids = (tracks: readonly Track[]): string[] => tracks.map(({ id }) => id);

describe('generate', () => {
  it('fills to the frame, never over, no track twice, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 3000, max: 400_000 }), (seed, wantedFrames) => {
        const draft = generate(brief({ wantedFrames }), library, seed);
        expect(draft.lengthFrames).toBe(playlistFrames(draft.tracks));
        expect(draft.gapFrames).toBe(wantedFrames - draft.lengthFrames);
        expect(draft.gapFrames).toBeGreaterThanOrEqual(0);
        expect(new Set(ids(draft.tracks)).size).toBe(draft.tracks.length);
        expect(generate(brief({ wantedFrames }), [...library].reverse(), seed)).toEqual(draft);
      }),
      { numRuns: 30 },
    );
  });

  it('is moved by the seed', () =>
    expect(ids(generate(brief(), library, 1).tracks)).not.toEqual(ids(generate(brief(), library, 2).tracks)));

  it('is not moved by tracks that the rules keep out', () => {
    const others = Array.from({ length: 40 }, (_, n) => track(1000 + n, { genres: ['Rock'] }));
    const alone = generate(brief({ genre: ['Jazz'] }), library, 5);
    const among = generate(brief({ genre: ['Jazz'] }), [...others, ...library], 5);
    expect(ids(among.tracks)).toEqual(ids(alone.tracks));
    expect(among.reasons.libraryFingerprint).toBe(alone.reasons.libraryFingerprint);
  });

  it('is not moved by where the library lies', () => {
    const moved = library.map((t) => ({ ...t, path: `/elsewhere${t.path}` }));
    expect(generate(brief(), moved, 5).reasons).toEqual(generate(brief(), library, 5).reasons);
  });

  it('takes genre, style and artist in any spelling, and several of them', () => {
    const mixed = [
      track(1, { genres: ['Hip-Hop'] }),
      track(2, { genres: ['R&B'], styles: ['Neo Soul'] }),
      track(3, { genres: ['Rock'], artist: 'Beyoncé' }),
    ];
    const chosen = (facts: Partial<Brief>): string[] => ids(generate(brief(facts), mixed, 0).tracks).sort();
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
    expect(generate(brief({ wantedFrames: 900_000 }), twins, 0).tracks).toHaveLength(3);
  });

  it('leaves out what the medium can not take', () => {
    const odd = [
      track(1, { lengthSamples: 588 * 299 }),
      track(2, { lengthSamples: 588 * 300 }),
      track(3, { lengthSamples: 588 * 360_000 }),
    ];
    expect(ids(generate(brief({ wantedFrames: 400_000 }), odd, 0).tracks)).toEqual(['t2']);
  });
});

describe('a list that came out short', () => {
  const shortage = (facts: Partial<Brief>, tracks = library): { message: string; hint: string } | null =>
    generate(brief(facts), tracks, 0).reasons.shortage;

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
    expect(shortage({ genre: ['Jaz'] })).toEqual({
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
