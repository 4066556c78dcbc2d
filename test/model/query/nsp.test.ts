import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuery } from '../../../src/model/query/format.ts';
import { readSmartPlaylist, type SmartPlaylist } from '../../../src/model/query/nsp.ts';
import { parseQuery } from '../../../src/model/query/parse.ts';
import { itWithShared } from '../../outside.ts';

const read = (value: unknown): SmartPlaylist => readSmartPlaylist(JSON.stringify(value));

/** The text of the rule of one condition, or what is wrong with it. */
function condition(item: unknown): unknown {
  const { query, problems } = read({ all: [item] });
  if (query === null) return problems.map(({ path, hint }) => [path, hint]);
  expect(problems).toEqual([]);
  return formatQuery(query);
}

describe('a smart playlist', () => {
  it('becomes a rule, an order and a limit', () => {
    const playlist = readSmartPlaylist(`{
      // What everybody likes.
      "name": "Soul of the sixties", "comment": "no /* comment */", "public": true,
      "all": [
        { "any": [{ "is": { "genre": "Soul" } }, { "contains": { "title": "// love" } }] },
        { "inTheRange": { "year": [1960, 1969] } },
        /* not too long */ { "lt": { "duration": 270 } }
      ],
      "sort": "-year, +title,random", "order": "asc", "limit": 25
    }`);
    expect(playlist).toMatchObject({ name: 'Soul of the sixties', limit: 25, limitPercent: null, problems: [] });
    expect(formatQuery(playlist.query!)).toBe('(genre:Soul | title:"// love") year:1960..1969 length<4:30');
    expect(playlist.sort).toEqual([
      { field: 'year', isDescending: true },
      { field: 'title', isDescending: false },
      { field: 'random', isDescending: false },
    ]);
  });

  it('may turn its whole order', () =>
    expect(read({ any: [{ is: { genre: 'a' } }], sort: 'year,-title', order: 'DESC' }).sort).toEqual([
      { field: 'year', isDescending: true },
      { field: 'title', isDescending: false },
    ]));

  it.each([
    [{ is: { title: 'Love' } }, 'title:=Love'],
    [{ IsNot: { Artist: 'Love' } }, '-artist:=Love'],
    [{ is: { genre: 'Jazz' } }, 'genre:Jazz'],
    [{ is: { year: 1990 } }, 'year:1990'],
    [{ is: { year: '1990' } }, 'year:1990'],
    [{ is: { album: '' } }, 'album:none'],
    [{ is: { explicitstatus: 'e' } }, 'explicit:yes'],
    [{ isNot: { explicitStatus: 'c' } }, '-explicit:no'],
    [{ is: { key: 'F#m' } }, 'key:11A'],
    [{ gt: { bpm: 120 } }, 'bpm>120'],
    [{ lt: { duration: 90.5 } }, 'length<1:30.500'],
    [{ before: { year: 1990 } }, 'year<1990'],
    [{ after: { originalyear: 1990 } }, 'year>1990'],
    [{ contains: { albumartist: 'a*b' } }, String.raw`albumArtist:"a\*b"`],
    [{ notContains: { genre: 'Jazz' } }, '-genre:*Jazz*'],
    [{ startsWith: { filepath: 'Jazz/' } }, 'path:"Jazz/*"'],
    [{ endsWith: { title: '(Live)' } }, 'title:"*(Live)"'],
    [{ inTheRange: { samplerate: [44_100, 96_000] } }, 'sampleRate:44100..96000'],
    [{ isMissing: { genre: true } }, 'genre:none'],
    [{ isMissing: { genre: false } }, 'genre:any'],
    [{ isPresent: { bpm: true } }, 'bpm:any'],
    [{ isPresent: { bpm: false } }, 'bpm:none'],
    [
      { any: [{ is: { genre: 'a' } }, { all: [{ is: { genre: 'b' } }, { gt: { year: 1 } }] }] },
      'genre:a | genre:b year>1',
    ],
    [{ is: { genre: 'a', year: 1 }, gt: { bpm: 2 } }, 'genre:a year:1 bpm>2'],
  ])('%j is %s', (item, text) => expect(condition(item)).toBe(text));

  it.each([
    [{ gt: { playCount: 3 } }, '.gt.playCount', 'the fields are'],
    [{ is: { loved: true } }, '.is.loved', ''],
    [{ inTheLast: { lastPlayed: 30 } }, '.inTheLast.lastPlayed', ''],
    [{ notInTheLast: { year: 30 } }, '.notInTheLast.year', 'inTheRange'],
    [{ before: { dateadded: '2020-01-01' } }, '.before.dateadded', ''],
    [{ after: { date: '2020-01-01' } }, '.after.date', 'number'],
    [{ inPlaylist: { id: 'x' } }, '.inPlaylist.id', 'leave'],
    [{ notInPlaylist: { path: 'x.nsp' } }, '.notInPlaylist.path', 'leave'],
    [{ like: { title: 'x' } }, '.like', 'contains'],
    [{ is: { gerne: 'x' } }, '.is.gerne', 'did you mean genre?'],
    [{ is: [] }, '.is', 'is'],
    [{ is: {} }, '.is', ''],
    [{ is: { title: null } }, '.is.title', 'quotes'],
    [{ is: { year: 'ninety' } }, '.is.year', 'number'],
    [{ gt: { year: -1 } }, '.gt.year', 'number'],
    [{ gt: { title: 1 } }, '.gt.title', 'contains'],
    [{ contains: { year: '19' } }, '.contains.year', 'inTheRange'],
    [{ inTheRange: { year: [1990] } }, '.inTheRange.year', '[1990, 1999]'],
    [{ inTheRange: { year: [1999, 1990] } }, '.inTheRange.year', '[1990, 1999]'],
    [{ inTheRange: { title: ['a', 'b'] } }, '.inTheRange.title', ''],
    [{ is: { key: 'H' } }, '.is.key', 'key:8A'],
    [{ is: { explicit: 3 } }, '.is.explicit', 'quotes'],
    [{ isMissing: { genre: 'yes' } }, '.isMissing.genre', 'true or false'],
    [{ all: [] }, '.all', ''],
    [{ any: {} }, '.any', ''],
    [{}, '', ''],
    ['text', '', ''],
  ])('%j is told as a problem', (item, path, hint) =>
    expect(condition(item)).toEqual([[`$.all[0]${path}`, expect.stringContaining(hint)]]),
  );

  it('tells every problem and then has no rule', () => {
    const { query, sort, limit, limitPercent, problems } = read({
      all: [
        { is: { genre: 'Soul' } },
        { gt: { rating: 3 } },
        { any: [{ is: { loved: true } }, { is: { genre: 'x' } }] },
      ],
      sort: 'lastPlayed,title',
      order: 'down',
      limit: -1,
      limitPercent: 101,
      rules: [],
    });
    expect({ query, sort, limit, limitPercent }).toEqual({
      query: null,
      sort: [{ field: 'title', isDescending: false }],
      limit: null,
      limitPercent: null,
    });
    expect(problems.map(({ path }) => path)).toEqual([
      '$.rules',
      '$.all[1].gt.rating',
      '$.all[2].any[0].is.loved',
      '$.order',
      '$.sort',
      '$.limit',
      '$.limitPercent',
    ]);
    expect(problems[1]!.message).toBe('mixpress does not know the field "rating"');
  });

  it.each([
    '',
    'text',
    '[]',
    'null',
    '{"all": [}',
    '{}',
    '{"all": []}',
    '{"all": [], "any": []}',
    '{"__proto__": {"all": 1}}',
  ])('%j is none', (text) => {
    const { query, problems } = readSmartPlaylist(text);
    expect(query).toBeNull();
    expect(problems).not.toEqual([]);
  });

  it('may have one very long text', () => {
    const title = 'x'.repeat(900_000);
    expect(read({ all: [{ is: { title } }] }).query).toEqual({ kind: 'text', field: 'title', pieces: [title] });
  });

  it.each([
    ['brackets', '['.repeat(500_000)],
    ['groups', '{"all":['.repeat(50_000)],
    ['closed groups', '{"all":['.repeat(1000) + '{"is":{"year":1}}' + ']}'.repeat(1000)],
    ['comments', '/*'.repeat(500_000)],
    ['quotes', '"\\'.repeat(500_000)],
    ['characters', `{"all":[{"is":{"title":"${'x'.repeat(1_000_000)}"}}]}`],
  ])('of far too many %s is none', (_what, text) => {
    const { query, problems } = readSmartPlaylist(text);
    expect(query).toBeNull();
    expect(problems).toHaveLength(1);
  });
});

describe('laws', () => {
  it('any JSON ends as a rule that text can tell, or with problems', () => {
    const name = fc.constantFrom(
      'all',
      'any',
      'is',
      'isNot',
      'gt',
      'contains',
      'inTheRange',
      'title',
      'year',
      'key',
      'loved',
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'medium' },
        fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null), fc.integer()),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(name, tie('value'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(
        fc.oneof(
          value,
          fc.array(value).map((all) => ({ all })),
        ),
        (json) => {
          const { query, problems } = read(json);
          if (query === null) expect(problems).not.toEqual([]);
          else expect(parseQuery(formatQuery(query))).toEqual({ ok: true, query });
        },
      ),
      { numRuns: 500 },
    );
  });

  itWithShared('data/suites/strings/blns.json', 'naughty strings are texts like others', (path) => {
    for (const text of JSON.parse(readFileSync(path, 'utf8')) as string[]) {
      const { query, problems } = read({ any: [{ contains: { title: text } }, { startsWith: { path: text } }] });
      expect(problems).toEqual([]);
      expect(parseQuery(formatQuery(query!))).toEqual({ ok: true, query });
      readSmartPlaylist(text);
    }
  });
});
