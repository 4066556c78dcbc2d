import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyDistance, keyOnTonic, keyPlace, parseMusicKey, placeDistance } from '../../src/base/music-key.ts';

/** Camelot, Open Key, and the traditional names. */
const KEYS = [
  ['1A', '6m', 'G#m', 'Abm'],
  ['2A', '7m', 'D#m', 'Ebm'],
  ['3A', '8m', 'A#m', 'Bbm'],
  ['4A', '9m', 'Fm', 'E#m'],
  ['5A', '10m', 'Cm', 'B#m'],
  ['6A', '11m', 'Gm', 'G minor'],
  ['7A', '12m', 'Dm', 'D minor'],
  ['8A', '1m', 'Am', 'A minor'],
  ['9A', '2m', 'Em', 'Fbm'],
  ['10A', '3m', 'Bm', 'Cbm'],
  ['11A', '4m', 'F#m', 'Gbm'],
  ['12A', '5m', 'C#m', 'Dbm'],
  ['1B', '6d', 'B', 'Cb'],
  ['2B', '7d', 'F#', 'Gb'],
  ['3B', '8d', 'C#', 'Db'],
  ['4B', '9d', 'G#', 'Ab'],
  ['5B', '10d', 'D#', 'Eb'],
  ['6B', '11d', 'A#', 'Bb'],
  ['7B', '12d', 'F', 'E#'],
  ['8B', '1d', 'C', 'B#'],
  ['9B', '2d', 'G', 'G major'],
  ['10B', '3d', 'D', 'D major'],
  ['11B', '4d', 'A', 'A major'],
  ['12B', '5d', 'E', 'Fb'],
] as const;

describe('parseMusicKey', () => {
  it.each(KEYS)('reads %s also as %s, %s and %s', (camelot, ...others) => {
    for (const text of [camelot, ...others]) expect(parseMusicKey(text)).toBe(camelot);
  });

  it.each([
    ['08a', '8A'],
    ['8 a', '8A'],
    [' 12B ', '12B'],
    ['06M', '1A'],
    ['1D', '8B'],
    ['A min', '8A'],
    ['Amin', '8A'],
    ['A MINOR', '8A'],
    ['a minor', '8A'],
    ['A-minor', '8A'],
    ['a', '8A'],
    ['a major', '11B'],
    ['AM', '11B'],
    ['Amaj', '11B'],
    ['bb', '3A'],
    ['Gb major', '2B'],
    ['F♯m', '11A'],
    ['B♭ min', '3A'],
    ['E♭', '5B'],
    ['F-sharp minor', '11A'],
    ['A flat minor', '1A'],
    ['A-Flat Major', '4B'],
    ['8A (Am)', '8A'],
    ['8A - Am', '8A'],
    ['8A/Am', '8A'],
    ['D♯m/E♭m', '2A'],
    ['F♯/G♭', '2B'],
  ])('reads %j as %s', (text, key) => expect(parseMusicKey(text)).toBe(key));

  it.each([
    '',
    ' ',
    'o',
    'H',
    'Hm',
    '0A',
    '13B',
    '00A',
    '8C',
    '8',
    'Am7',
    'C##',
    'Ab#',
    'do',
    'N/A',
    '()',
    '8A/9A',
    'Am/C',
  ])('takes %j for no key', (text) => expect(parseMusicKey(text)).toBeNull());

  it('survives any text, and gives keys of the wheel only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Ga-g#b♯♭mMdj 0-9/()-]*$/)), (text) => {
        const key = parseMusicKey(text);
        if (key !== null) expect(parseMusicKey(key)).toBe(key);
      }),
    );
    expect(parseMusicKey(`Am${' '.repeat(1e6)}`)).toBeNull();
  });
});

describe('keyOnTonic', () => {
  it('counts semitones from C', () => {
    const names = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'];
    for (const [semitone, name] of names.entries()) {
      expect(keyOnTonic(semitone, true)).toBe(parseMusicKey(name));
      expect(keyOnTonic(semitone, false)).toBe(parseMusicKey(`${name}m`));
    }
  });
});

describe('keyDistance', () => {
  const all = KEYS.map(([camelot]) => camelot);

  it('is 1 for the three neighbours on the wheel', () => {
    expect(all.filter((key) => keyDistance('8A', key) === 1).sort()).toEqual(['7A', '8B', '9A']);
    expect(all.filter((key) => keyDistance('12B', key) === 1).sort()).toEqual(['11B', '12A', '1B']);
    for (const key of all) expect(all.filter((other) => keyDistance(key, other) === 1)).toHaveLength(3);
  });

  it('is a metric of at most 7 steps', () => {
    for (const a of all) {
      for (const b of all) {
        expect(keyDistance(a, b)).toBe(keyDistance(b, a));
        expect(keyDistance(a, b) === 0).toBe(a === b);
        expect(keyDistance(a, b)).toBeLessThanOrEqual(7);
        for (const c of all) expect(keyDistance(a, c)).toBeLessThanOrEqual(keyDistance(a, b) + keyDistance(b, c));
      }
    }
    expect(keyDistance('1A', '7B')).toBe(7);
  });

  it('is the distance of places, of which each key has its own', () => {
    expect(new Set(all.map(keyPlace)).size).toBe(24);
    expect(placeDistance(keyPlace('1A')!, keyPlace('12B')!)).toBe(2);
    expect(keyPlace('08A')).toBeNull();
  });

  it('refuses what is no key', () => {
    expect(() => keyDistance('8A', '\u001b[2J')).toThrow(expect.objectContaining({ code: 'not-a-key' }));
  });
});
