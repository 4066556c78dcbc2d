import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countGenres as countAmounts } from '../../src/library/genres.ts';
import { matchesGenre } from '../../src/model/genres/matches-genre.ts';
import { GENRES, stylesOf } from '../../src/model/genres/vocabulary.ts';
import { trackLengthMs, type Track } from '../../src/model/track.ts';
import { makeTrack } from '../make-track.ts';

const SECOND = 75;
const track = (seconds: number, genres: readonly string[], styles: readonly string[] = []) =>
  makeTrack({ frames: seconds * SECOND, genres, styles });

const countGenres = (tracks: readonly Track[], all?: boolean) =>
  countAmounts(
    tracks.map((one) => ({ ...one, tracks: 1, lengthMs: trackLengthMs(one) })),
    all,
  );

describe('the genres of a library', () => {
  it('are counted as a tree, one name for all ways to write it', () => {
    const counts = countGenres([
      track(1, ['Hip-Hop', 'Jazz'], ['Cool Jazz']),
      track(2, ['rap']),
      track(4, ['Disco']),
      track(8, ['Electronic'], ['Disco', 'Hip Hop']),
      track(16, ['party', 'Party'], ['mine']),
      track(32, []),
      track(64, ['Latin'], ['Bossa Nova', 'my style']),
    ]);
    const entry = (name: string, tracks: number, seconds: number) => ({ name, tracks, lengthMs: seconds * 1000 });
    expect(counts).toEqual({
      tracks: 7,
      lengthMs: 127_000,
      genres: [
        { ...entry('Electronic', 2, 12), styles: [entry('Disco', 2, 12), entry('Hip Hop', 1, 8)] },
        { ...entry('Funk / Soul', 1, 4), styles: [entry('Disco', 1, 4)] },
        { ...entry('Hip Hop', 3, 11), styles: [] },
        { ...entry('Jazz', 1, 1), styles: [entry('Cool Jazz', 1, 1)] },
        { ...entry('Latin', 1, 64), styles: [entry('Bossanova', 1, 64), entry('my style', 1, 64)] },
      ],
      free: [entry('mine', 1, 16), entry('party', 1, 16)],
      untagged: { tracks: 1, lengthMs: 32_000 },
    });
  });

  it('may be shown with those of which there are none', () => {
    const counts = countGenres([track(1, ['Rock'], ['punk', 'Mine'])], true);
    expect(counts.genres.map(({ name }) => name)).toEqual(GENRES);
    expect(counts.genres.find(({ name }) => name === 'Rock')!.styles.map(({ name }) => name)).toEqual(
      [...stylesOf('Rock'), 'Mine'].sort(),
    );
    expect(counts.genres.flatMap(({ styles }) => styles).filter(({ tracks }) => tracks > 0).length).toBe(2);
  });

  it('count what asking for them finds', () => {
    const names = fc.subarray([
      'Rock',
      'Punk',
      'Disco',
      'R&B',
      'Latin',
      'Salsa',
      'Dub',
      'Instrumental',
      'mine',
      '__proto__',
    ]);
    fc.assert(
      fc.property(fc.array(fc.tuple(names, names), { maxLength: 8 }), (tags) => {
        const tracks = tags.map(([genres, styles]) => track(1, genres, styles));
        const { genres, free, untagged } = countGenres(tracks, true);
        for (const { name, tracks: count, styles } of genres) {
          expect(count).toBe(tracks.filter(matchesGenre([name])).length);
          for (const style of styles) expect(style.tracks).toBeLessThanOrEqual(count);
        }
        for (const { name, tracks: count } of free)
          expect(count).toBeLessThanOrEqual(tracks.filter(matchesGenre([name])).length);
        expect(untagged.tracks).toBe(tags.filter(([one, two]) => one.length + two.length === 0).length);
      }),
    );
  });
});
