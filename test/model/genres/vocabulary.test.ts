import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALIASES } from '../../../src/model/genres/aliases.ts';
import { ID3V1_GENRES } from '../../../src/model/genres/id3v1-genres.ts';
import { nameKey } from '../../../src/model/genres/name-key.ts';
import { FAMILIES, HEADS, LESS_THAN_DISCOGS, OUTSIDERS } from '../../../src/model/genres/usage.ts';
import {
  canonicalGenre,
  canonicalStyle,
  GENRES,
  genresOfStyle,
  KNOWN_NAMES,
  senseOf,
  stylesOf,
} from '../../../src/model/genres/vocabulary.ts';
import { itWithShared } from '../../outside.ts';

const allStyles = GENRES.flatMap(stylesOf);

describe('the tree', () => {
  it('has the 15 genres of Discogs and 519 places of styles', () => {
    expect(GENRES).toEqual([
      'Blues',
      'Brass & Military',
      "Children's",
      'Classical',
      'Electronic',
      'Folk, World, & Country',
      'Funk / Soul',
      'Hip Hop',
      'Jazz',
      'Latin',
      'Non-Music',
      'Pop',
      'Reggae',
      'Rock',
      'Stage & Screen',
    ]);
    expect(allStyles.length).toBe(519);
  });

  it('has 16 styles under two genres, and two more that are spelled in two ways', () => {
    const twice = new Set(allStyles.filter((name, i) => allStyles.indexOf(name) !== i));
    expect(twice.size).toBe(16);
    for (const name of twice) expect(genresOfStyle(name).length, name).toBe(2);
    const inTwo = new Set(allStyles.filter((name) => genresOfStyle(name).length === 2));
    expect([...inTwo].filter((name) => !twice.has(name)).sort()).toEqual(['Bossa Nova', 'Bossanova', 'Go-Go', 'Gogo']);
  });

  itWithShared('data/vocab', 'is the union of both lists', (folder) => {
    const read = (name: string): Record<string, string[]> =>
      JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string[]>;
    const [small, large] = [read('discogs400.json'), read('discogs519.json')];
    expect([...GENRES].sort()).toEqual([...new Set([...Object.keys(small), ...Object.keys(large)])].sort());
    for (const genre of GENRES)
      expect([...stylesOf(genre)].sort()).toEqual([...new Set([...small[genre]!, ...large[genre]!])].sort());
  });

  itWithShared('data/vocab/id3v1-genres.txt', 'and the numbers of ID3v1 are those of others', (path) => {
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    expect(lines.map((line) => line.split('\t')[1]!.trim())).toEqual(ID3V1_GENRES);
  });
});

describe('the lists beside the tree', () => {
  const styles = new Set(allStyles.map(nameKey));
  const others = new Map([...OUTSIDERS.values()].flat().map((name) => [nameKey(name), name]));

  it('place no name that the tree has', () => {
    for (const [key, name] of others) expect(styles.has(key) || GENRES.map(nameKey).includes(key), name).toBe(false);
    for (const genre of OUTSIDERS.keys()) expect(GENRES).toContain(genre);
  });

  it('have aliases of known names, none of which means something else', () => {
    for (const [name, aliases] of ALIASES) {
      expect(senseOf(name).name).toBe(name);
      for (const alias of aliases) {
        expect(canonicalGenre(alias), alias).toBe(name);
        expect(styles.has(nameKey(alias)) || others.has(nameKey(alias)), alias).toBe(false);
      }
    }
  });

  it('speak of known names only', () => {
    const named = [...HEADS, ...LESS_THAN_DISCOGS.keys(), ...FAMILIES.keys(), ...[...FAMILIES.values()].flat()];
    for (const name of named) expect(KNOWN_NAMES).toContain(name);
  });
});

describe('a name', () => {
  it.each([
    ['hip-hop', 'Hip Hop'],
    ['HIPHOP', 'Hip Hop'],
    ['Hip-Hop/Rap', 'Hip Hop'],
    ['Rap', 'Hip Hop'],
    ['RnB', 'Rhythm & Blues'],
    ['R & B', 'Rhythm & Blues'],
    ['r-n-b', 'Rhythm & Blues'],
    ['Rhythm and Blues', 'Rhythm & Blues'],
    ["Rhythm 'n' Blues", 'Rhythm & Blues'],
    ['DnB', 'Drum n Bass'],
    ['Drum & Bass', 'Drum n Bass'],
    ['drum and bass', 'Drum n Bass'],
    ["Drum'n'Bass", 'Drum n Bass'],
    ['Rock ’n’ Roll', 'Rock & Roll'],
    ['Synthpop', 'Synth-pop'],
    ['K-Pop', 'K-pop'],
    ['Alt. Rock', 'Alternative Rock'],
    ['progressive rock', 'Prog Rock'],
    ['House Music', 'House'],
    ['World Music', 'World'],
    ['raï', 'Raï'],
    ['RAI', 'Raï'],
    ['laiko', 'Laïkó'],
    ['ye ye', 'Yé-Yé'],
    ['folk, world and country', 'Folk, World, & Country'],
    ['Funk/Soul', 'Funk / Soul'],
    ['stage and screen', 'Stage & Screen'],
    ['Childrens', "Children's"],
    ['Soul', 'Soul'],
    ['17', 'Rock'],
    ['(17)', 'Rock'],
    ['191', 'Psybient'],
    ['192', '192'],
    ['Summer Hits 17', 'Summer Hits 17'],
    ['Schlagerparty 2000', 'Schlagerparty 2000'],
    ['and', 'and'],
    ['', ''],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['★', '★'],
  ])('%j is %j', (name, canonical) => expect(canonicalGenre(name)).toBe(canonical));

  it('is spelled as the genre spells it', () => {
    expect(canonicalStyle('bossa nova')).toBe('Bossa Nova');
    expect(canonicalStyle('bossa nova', 'latin')).toBe('Bossanova');
    expect(canonicalStyle('bossa nova', 'Rock')).toBe('Bossa Nova');
    expect(canonicalStyle('hiphop', 'Electronic')).toBe('Hip Hop');
  });

  it('of a style tells its genres, that of a genre its styles', () => {
    expect(genresOfStyle('disco')).toEqual(['Electronic', 'Funk / Soul']);
    expect(genresOfStyle('Hip-Hop')).toEqual(['Electronic']);
    expect(genresOfStyle('Rock')).toEqual([]);
    expect(genresOfStyle('no such')).toEqual([]);
    expect(stylesOf('brass and military')).toEqual(['Brass Band', 'Marches', 'Military', 'Pipe & Drum']);
    expect(stylesOf('Disco')).toEqual([]);
  });

  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...KNOWN_NAMES), fc.nat(300).map(String));

  it('that is canonical stays so, and means the same', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...GENRES), (name, genre) => {
        const [first, style] = [canonicalGenre(name), canonicalStyle(name, genre)];
        expect(canonicalGenre(first)).toBe(first);
        expect(canonicalStyle(style, genre)).toBe(style);
        expect(senseOf(first).id).toBe(senseOf(name).id);
        expect(senseOf(style).id).toBe(senseOf(name).id);
      }),
    );
  });

  it('that ends like one with kinds counts for that, but not if it ends with a number', () => {
    expect(senseOf('Detroit Techno')).toMatchObject({ known: false, countsFor: ['Electronic'], kinds: ['techno'] });
    expect(senseOf('Minimal Drum and Bass').kinds).toEqual(['drumbass']);
    expect(senseOf('Summer Hits 17').countsFor).toEqual([]);
  });

  it('may be of any length', () => {
    const long = 1e6;
    expect(canonicalGenre(' '.repeat(long))).toHaveLength(long);
    expect(senseOf(`${'music '.repeat(long / 10)}Techno`).countsFor).toEqual(['Electronic']);
  });
});
