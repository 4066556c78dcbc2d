import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/base/errors.ts';
import { compileQuery } from '../../../src/model/query/compile.ts';
import { queryTest } from '../../../src/model/query/evaluate.ts';
import { FIELDS, findField, type FieldId } from '../../../src/model/query/fields.ts';
import { all, any, not } from '../../../src/model/query/query.ts';
import { makeTrack } from '../../make-track.ts';
import { anyQuery, anyTrack } from './arbitraries.ts';

const FULL = makeTrack({
  title: 'Feeling Good (Live)',
  artist: 'Nina Simone feat. Beyoncé & Jay-Z',
  album: 'I Put a Spell on You',
  albumArtist: 'Nina Simone',
  genres: ['Jazz'],
  styles: ['Vocal', 'Hip-Hop'],
  relativePath: 'Jazz/Nina Simone/01. Feeling Good.flac',
  year: 1965,
  bpm: 127.6,
  key: '8A',
  energy: 0.4,
  explicit: false,
  codec: 'flac',
  sampleRate: 44_100,
  bitDepth: 16,
  channels: 2,
  isrc: 'USPR36507123',
  lengthSamples: 44_100 * 180 + 20_000,
});
/** As a catalogue may tell it. */
const BARE = makeTrack({
  ...{
    title: '',
    artist: '',
    album: '',
    relativePath: '',
    codec: '',
    bitDepth: null,
    sampleRate: 1000,
    lengthSamples: 0,
  },
});

describe('a rule holds', () => {
  it.each([
    ['feeling', true],
    ['FÉÉLING', true],
    ['"feeling good"', true],
    ['vocal', true],
    ['hiphop', true],
    ['flac', false],
    ['title:good title:live', true],
    ['title:good* ', false],
    ['title:feeling*', true],
    ['title:*live', true],
    ['title:f*g*l*', true],
    ['title:f*live*good', false],
    ['title:=feeling', false],
    ['title:="feeling good live"', true],
    ['artist:nina', true],
    ['artist:="Nina Simone"', true],
    ['artist:=beyonce', true],
    ['artist:="jay z"', true],
    ['artist:=jay', false],
    ['artist:jay*', true],
    ['albumartist:=ninasimone', true],
    ['genre:jazz', true],
    ['genre:jaz', false],
    ['genre:ja*', true],
    ['genre:"hip hop"', true],
    ['style:jazz', true],
    ['genre:blues|JAZZ', true],
    ['path:jazz/*', true],
    ['path:*.flac', true],
    ['path:"01. feeling"', true],
    ['path:jazznina', false],
    ['year:1960s', true],
    ['year>1965', false],
    ['year>=1965', true],
    ['year<1966', true],
    ['year!=1965', false],
    ['bpm:128', true],
    ['bpm<128', false],
    ['key:Am', true],
    ['key:9A', false],
    ['energy:0.25..0.5', true],
    ['length:3:00', true],
    ['length>3:00', false],
    ['length:..3:00', true],
    ['length:2m59s', false],
    ['explicit:no', true],
    ['explicit:unknown', false],
    ['codec:flac samplerate:44100 bitdepth>=16 channels:2', true],
    ['isrc:US-PR3-65-07123', true],
    ['year:any', true],
    ['albumartist:none', false],
    ['year:1990s | genre:jazz', true],
    ['(year:1990s | genre:jazz) -vocal', false],
    ['(((nina*)))', true],
  ])('%s: %s', (text, holds) => expect(compileQuery(text)(FULL)).toBe(holds));

  it.each(Object.keys(FIELDS) as FieldId[])('on a track that lacks the %s only if it asks for that', (id) => {
    expect(compileQuery(`${id}:none`)(BARE)).toBe(true);
    expect(compileQuery(`${id}:any`)(BARE)).toBe(false);
    expect(compileQuery(`${id}:none`)(FULL)).toBe(false);
    expect(compileQuery(`${id}:any`)(FULL)).toBe(true);
  });

  it('for tracks that lack a fact where it is negated', () => {
    expect(compileQuery('year:1965')(BARE)).toBe(false);
    expect(compileQuery('-year:1965')(BARE)).toBe(true);
    expect(compileQuery('length:..5:00')(BARE)).toBe(false);
    expect(compileQuery('-length:5:00..')(BARE)).toBe(true);
    expect(compileQuery('explicit:no')(BARE)).toBe(false);
    expect(compileQuery('"\u0301" | title:=\u0301')(BARE)).toBe(false);
  });

  it('never, where its text is none: it is refused', () => {
    const refused = (): unknown => compileQuery('jazz gerne:x');
    expect(refused).toThrow(AppError);
    expect(refused).toThrow('at character 6 of the rule: mixpress does not know the field "gerne"');
  });
});

describe('fields', () => {
  it('are found by each of their names, and no two share one', () => {
    for (const [id, { aliases }] of Object.entries(FIELDS))
      for (const name of [id, id.toUpperCase(), ...aliases]) expect(findField(name), name).toBe(id);
    for (const name of ['', 'toString', '__proto__', 'playcount']) expect(findField(name)).toBeUndefined();
  });
});

describe('laws', () => {
  it('groups and negation are those of logic', () => {
    fc.assert(
      fc.property(anyQuery, anyQuery, anyTrack, (a, b, track) => {
        const [holdsA, holdsB] = [queryTest(a)(track), queryTest(b)(track)];
        expect(queryTest(not(a))(track)).toBe(!holdsA);
        expect(queryTest(all([a, b]))(track)).toBe(holdsA && holdsB);
        expect(queryTest(any([a, b]))(track)).toBe(holdsA || holdsB);
        expect(not(not(a))).toEqual(a);
      }),
      { numRuns: 500 },
    );
  });
});
