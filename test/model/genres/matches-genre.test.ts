import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGenre, matchesStyle } from '../../../src/model/genres/matches-genre.ts';
import { ALIASES } from '../../../src/model/genres/aliases.ts';
import { GENRES, KNOWN_NAMES, senseOf, stylesOf } from '../../../src/model/genres/vocabulary.ts';
import { itWithShared } from '../../outside.ts';

/** Names before `>` are tagged as genres, those after it as styles. */
function track(tags: string): { genres: string[]; styles: string[] } {
  const [genres, styles = []] = tags.split(' > ').map((names) => names.split('; ').filter(Boolean));
  return { genres: genres!, styles };
}

const takes = (wanted: string, tags: string): boolean => matchesGenre([wanted])(track(tags));

describe('a wanted genre takes', () => {
  it.each([
    ['hip-hop', 'Hip Hop'],
    ['Hip Hop', 'Rap'],
    ['Hip Hop', 'Hip-Hop/Rap'],
    ['Rock', '17'],
    ['Rock', 'Punk'],
    ['Rock', ' > Punk'],
    ['Rock', 'Pop > Punk'],
    ['Rock', 'Metal'],
    ['Rock', 'Christian Rock'],
    ['Soul', 'Soul'],
    ['Soul', 'Funk / Soul > Soul'],
    ['Folk', 'Folk'],
    ['Funk / Soul', 'Funk'],
    ['Funk / Soul', 'soul'],
    ['Funk / Soul', 'Neo-Soul'],
    ['Funk / Soul', 'R&B'],
    ['Folk, World, & Country', 'World Music'],
    ['Folk, World, & Country', 'Country'],
    ['Folk World Country', 'Raï'],
    ['Electronic', 'Disco'],
    ['Funk / Soul', 'Disco'],
    ['Funk / Soul', 'Pop > Disco'],
    ['Electronic', 'Electronic > Disco'],
    ['R&B', 'Rhythm and Blues'],
    ['RnB', 'Funk / Soul > Contemporary R&B'],
    ['Rhythm & Blues', 'RnB/Swing'],
    ['R&B', 'Alternative R&B'],
    ['Metal', 'Rock > Black Metal'],
    ['Metal', 'Symphonic Metal'],
    ['Techno', 'Detroit Techno'],
    ['Hip Hop', 'Electronic > Hip Hop'],
    ['Latin', 'Electronic > Latin'],
    ['Blues', 'Blues > Rhythm & Blues'],
    ['Schlagerparty', 'SCHLAGER-PARTY'],
    ['Bossanova', 'Jazz > Bossa Nova'],
  ])('%s: what is tagged %j', (wanted, tags) => expect(takes(wanted, tags)).toBe(true));

  it.each([
    ['Rock', ''],
    ['Rock', 'Pop'],
    ['Soul', 'Funk / Soul'],
    ['Soul', 'Funk / Soul > Funk'],
    ['Funk / Soul', 'Electronic > Disco'],
    ['Electronic', 'Funk / Soul > Disco'],
    ['Electronic', 'Reggae > Dub'],
    ['Electronic', 'Hip Hop'],
    ['Electronic', 'Latin'],
    ['Hip Hop', 'Instrumental'],
    ['Classical', 'Romantic'],
    ['Rock', 'Acoustic'],
    ['Blues', 'R&B'],
    ['Techno', 'Dub Techno'],
    ['Black Metal', 'Metal'],
    ['Punk', 'Rock'],
    ['', ''],
    ['Schlagerparty', 'Schlager'],
  ])('%s: not what is tagged %j', (wanted, tags) => expect(takes(wanted, tags)).toBe(false));

  it('any of several, and nothing where there is none', () => {
    expect(matchesGenre(['Jazz', 'Rock'])(track('Punk'))).toBe(true);
    expect(matchesGenre([])(track('Punk'))).toBe(false);
  });

  it('all that is tagged with it, an alias of it or a style of it that tells the genre', () => {
    for (const genre of GENRES) {
      const test = matchesGenre([genre]);
      expect(test(track(genre))).toBe(true);
      for (const alias of ALIASES.get(genre) ?? []) expect(test(track(alias)), alias).toBe(true);
      for (const style of stylesOf(genre))
        expect(test(track(` > ${style}`)), `${genre} > ${style}`).toBe(senseOf(style).countsFor.includes(genre));
    }
  });

  const name = fc.oneof(
    fc.constantFrom(...KNOWN_NAMES),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('R&B', '17', 'x'),
  );
  const tagged = fc.record({ genres: fc.array(name, { maxLength: 3 }), styles: fc.array(name, { maxLength: 3 }) });

  it('whatever is tagged so, in whatever tag, and each for itself', () => {
    fc.assert(
      fc.property(name, name, tagged, (wanted, other, tags) => {
        expect(matchesGenre([wanted])({ ...tags, genres: [...tags.genres, wanted] })).toBe(true);
        expect(matchesStyle([wanted])({ ...tags, styles: [...tags.styles, wanted] })).toBe(true);
        const [both, one, two] = [[wanted, other], [wanted], [other]].map((names) => matchesGenre(names)(tags));
        expect(both).toBe(one || two);
      }),
    );
  });
});

describe('a wanted style', () => {
  it('is taken for the style where a genre has the same name', () => {
    expect(matchesStyle(['Latin'])(track('Electronic > Latin'))).toBe(true);
    expect(matchesStyle(['Latin'])(track('Salsa'))).toBe(false);
    expect(matchesGenre(['Latin'])(track('Salsa'))).toBe(true);
  });

  it('may be the name of a genre, for all of it', () => {
    expect(matchesStyle(['Rock'])(track('Punk'))).toBe(true);
  });

  it('of two genres is found under both', () => {
    for (const tags of ['Disco', 'Electronic > Disco', 'Funk / Soul > disco'])
      expect(matchesStyle(['Disco'])(track(tags))).toBe(true);
  });
});

describe('of real catalogues', () => {
  const rows = (path: string): string[][] =>
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));

  itWithShared('data/vocab', 'most genres are known or counted for one of the tree', (folder) => {
    const share = (names: readonly string[]): number =>
      names.filter((name) => senseOf(name).homes.length > 0).length / names.length;
    expect(share(rows(join(folder, 'musicbrainz-genres-2022.csv')).map(([name]) => name!))).toBeGreaterThan(0.8);
    expect(share(rows(join(folder, 'fma-genres.csv')).map((cells) => cells[3]!))).toBeGreaterThan(0.75);
  });

  itWithShared('data/catalogue/spotify_songs.csv', 'all six genres of the large one are placed', () => {
    const placed = ['edm', 'rap', 'pop', 'r&b', 'latin', 'rock'].map((name) => senseOf(name).countsFor);
    expect(placed).toEqual([['Electronic'], ['Hip Hop'], ['Pop'], ['Funk / Soul'], ['Latin'], ['Rock']]);
  });
});
