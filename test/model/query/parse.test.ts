import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuery } from '../../../src/model/query/format.ts';
import { parseQuery } from '../../../src/model/query/parse.ts';
import { MAX_QUERY_DEPTH, MAX_QUERY_LENGTH } from '../../../src/model/query/query.ts';
import { itWithShared } from '../../outside.ts';
import { anyQuery } from './arbitraries.ts';

/** The canonical text of a rule, or what is wrong with it. */
function read(text: string): unknown {
  const parsed = parseQuery(text);
  return parsed.ok ? formatQuery(parsed.query) : parsed.problem;
}

/** Checks what must be so of any text, and tells whether it is a rule. */
function isSound(text: string): boolean {
  const parsed = parseQuery(text);
  if (parsed.ok) {
    const canonical = formatQuery(parsed.query);
    if (canonical.length <= MAX_QUERY_LENGTH) expect(parseQuery(canonical)).toEqual(parsed);
    expect(canonical).not.toMatch(/[\n\r]/);
  } else {
    expect(parsed.problem.column).toBeGreaterThanOrEqual(1);
    expect(parsed.problem.column).toBeLessThanOrEqual([...text].length + 1);
    expect(parsed.problem.message).not.toBe('');
    expect(parsed.problem.hint).not.toBe('');
  }
  return parsed.ok;
}

describe('a rule', () => {
  it.each([
    // Words, quotes and wildcards.
    ['love', 'love'],
    ['  Nina   Simone ', 'Nina Simone'],
    ['"Nina Simone"', '"Nina Simone"'],
    ['“Nina Simone” „love”', '"Nina Simone" love'],
    ['nina*', 'anywhere:nina*'],
    ['artist:"nina s*"', 'artist:"nina s*"'],
    ['artist:"nina s"*', 'artist:"nina s*"'],
    ['title:*love*', 'title:love'],
    ['title:a**b', 'title:a*b'],
    [String.raw`title:12\"`, String.raw`title:"12\""`],
    [String.raw`title:"a\*b\\c"`, String.raw`title:"a\*b\\c"`],
    [String.raw`title:AC\DC`, String.raw`title:"AC\\DC"`],
    ['title:Song(live)', 'title:"Song(live)"'],
    ['12:30', '"12:30"'],
    // Fields by any of their names.
    ['albumartist:x album_artist:x Album-Artist:x', 'albumArtist:x albumArtist:x albumArtist:x'],
    ['filepath:Jazz/*', 'path:"Jazz/*"'],
    ['tempo:120 initial_key:Am duration:4:30', 'bpm:120 key:8A length:4:30'],
    ['format:MP3', 'codec:MP3'],
    ['genre:Jazz genre:=Jazz genre=Jazz genre:Ja*', 'genre:Jazz genre:Jazz genre:Jazz genre:Ja*'],
    ['artist:Air artist:=Air artist=Air artist:=~Air', 'artist:Air artist:=Air artist:=Air artist:=Air'],
    // Numbers and lengths.
    ['year:1990..1999 year:1990-1999 year:1990–1999 year:1990s', Array(4).fill('year:1990..1999').join(' ')],
    ['year:1990.. year>=1990 year:>=1990 year:1990-', Array(4).fill('year:1990..').join(' ')],
    ['year:..1999 year<=1999', 'year:..1999 year:..1999'],
    ['year:"1990 .. 1999"', 'year:1990..1999'],
    ['year:1994 year=1994', 'year:1994 year:1994'],
    ['energy>0.25 energy<.5', expect.objectContaining({ code: 'rule-value', column: 20 })],
    ['length:..5:00 length>3:00 length:90s..2m', 'length:..5:00 length>3:00 length:1:30..2:00'],
    ['length:1:00:00.. length:4', 'length:1:00:00.. length:4:00'],
    // Keys and flags.
    ['key:8A key:"A minor" key:1m key:F#m', 'key:8A key:8A key:8A key:11A'],
    ['explicit:yes explicit:clean explicit:unknown', 'explicit:yes explicit:no explicit:none'],
    // There or not.
    ['year: year:none year:NONE year:""', 'year:none year:none year:none year:none'],
    ['year:any -year:none -year:any artist:*', 'year:any year:any year:none artist:any'],
    ['title:"none" title:"any" none', 'title:"none" title:"any" "none"'],
    // Joined.
    ['a | b c', 'a | b c'],
    ['a, b , c', 'a | b | c'],
    ['a OR b AND c', 'a | b c'],
    ['(a | b) c', '(a | b) c'],
    ['((a b)) c', 'a b c'],
    ['foo,bar', '"foo,bar"'],
    ['and or not', 'and or not'],
    ['"AND" "OR" "NOT"', '"AND" "OR" "NOT"'],
    ['genre:Jazz|Blues x', '(genre:Jazz | genre:Blues) x'],
    ['a b|c', 'a (b | c)'],
    ['genre:Jazz|artist:Nina x', '(genre:Jazz | artist:Nina) x'],
    ['genre:Jazz|-artist:Nina', 'genre:Jazz | -artist:Nina'],
    ['key:8A|9A', 'key:8A | key:9A'],
    // Negated.
    ['-a ^b NOT c', '-a -b -c'],
    ['--a NOT -b', 'a b'],
    ['-(a | b) NOT (a b)', '-(a | b) -(a b)'],
    ['-genre:Jazz|Blues', '-(genre:Jazz | genre:Blues)'],
    ['year!=1990|1991', '-(year:1990 | year:1991)'],
    ['x-y re-do', 'x-y re-do'],
  ])('%j is %j', (text, canonical) => expect(read(text)).toEqual(canonical));

  it.each([
    ['', 1, 'rule-syntax', 'genre:Jazz'],
    ['  ', 3, 'rule-syntax', 'genre:Jazz'],
    ['""', 1, 'rule-syntax', 'leave it out'],
    ['gerne:Jazz', 1, 'rule-field', 'did you mean genre?'],
    ['love -albumartits:x', 7, 'rule-field', 'did you mean albumArtist?'],
    ['zzzzzzzz>3', 1, 'rule-field', 'bitDepth'],
    ['__proto__:x', 1, 'rule-field', 'the fields are'],
    ['constructor:x', 1, 'rule-field', ''],
    ['genre:Jazz artist::^N', 18, 'rule-syntax', '*'],
    ['year:ninety', 6, 'rule-value', 'year:1990..1999'],
    ['year:1999..1990', 6, 'rule-value', 'did you mean year:1990..1999?'],
    ['year:..', 6, 'rule-value', ''],
    ['year:-1999', 6, 'rule-value', 'year:..1999'],
    ['year>', 6, 'rule-value', 'year>1990'],
    ['year>none', 6, 'rule-value', 'year>1990'],
    ['bpm:1e3', 5, 'rule-value', 'bpm:120..130'],
    ['bpm:12345678901', 5, 'rule-value', ''],
    ['length:5:75', 8, 'rule-value', 'length:3:00..5:00'],
    ['length<101h', 8, 'rule-value', ''],
    ['key:H', 5, 'rule-value', 'key:8A'],
    ['key:8*', 5, 'rule-value', ''],
    ['explicit:maybe', 10, 'rule-value', 'explicit:unknown'],
    ['title:<3', 8, 'rule-value', 'quotes'],
    ['a (b', 3, 'rule-syntax', ')'],
    ['a b)', 4, 'rule-syntax', 'remove it'],
    ['()', 2, 'rule-syntax', ''],
    ['x "two words', 3, 'rule-syntax', 'close it'],
    ['title:12"', 9, 'rule-syntax', String.raw`\"`],
    ['genre:(Jazz | Blues)', 7, 'rule-syntax', 'genre:one|other'],
    ['Nina Simone - Feeling Good', 13, 'rule-syntax', 'leave it out'],
    ['Simon & Garfunkel', 7, 'rule-syntax', 'quotes'],
    ['a |', 4, 'rule-syntax', ''],
    ['| a', 1, 'rule-syntax', ''],
    ['a || b', 4, 'rule-syntax', ''],
    ['AND a', 1, 'rule-syntax', ''],
    ['a NOT', 6, 'rule-syntax', ''],
    ['genre:Jazz year+', 12, 'rule-syntax', 'leave "year+" out'],
  ])('%j goes wrong at character %i', (text, column, code, hint) => {
    expect(read(text)).toMatchObject({ column, code, hint: expect.stringContaining(hint) });
  });

  it('has its place told in whole characters', () =>
    expect(read('"😀" gerne:x')).toMatchObject({ column: 5, code: 'rule-field' }));

  it('has a limit of length', () => {
    expect(read('a'.repeat(MAX_QUERY_LENGTH))).toBe('a'.repeat(MAX_QUERY_LENGTH));
    expect(read('a'.repeat(MAX_QUERY_LENGTH + 1))).toMatchObject({
      code: 'rule-too-long',
      column: MAX_QUERY_LENGTH + 1,
    });
  });

  it('has a limit of depth', () => {
    const nest = (depth: number): string => '('.repeat(depth) + 'a' + ')'.repeat(depth);
    expect(read(nest(MAX_QUERY_DEPTH))).toBe('a');
    expect(read(nest(MAX_QUERY_DEPTH + 1))).toMatchObject({ code: 'rule-too-deep', column: MAX_QUERY_DEPTH + 1 });
    const deepest = '-(a|b '.repeat(MAX_QUERY_DEPTH - 1) + 'a|b' + ')'.repeat(MAX_QUERY_DEPTH - 1);
    expect(isSound(deepest)).toBe(true);
    expect(isSound('-'.repeat(9999) + 'a')).toBe(true);
    expect(isSound('('.repeat(10_000))).toBe(false);
    expect(isSound('a|'.repeat(5000))).toBe(false);
    expect(isSound('a|'.repeat(4999) + 'a')).toBe(true);
  });
});

describe('laws', () => {
  it('what is written is read as the same', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(parseQuery(formatQuery(query))).toEqual({ ok: true, query });
      }),
      { numRuns: 1000 },
    );
  });

  it('any text ends as a rule or as a problem within it', () => {
    const token = fc.constantFrom(
      ...['a', 'genre', 'year', 'length', ':', '=', '!', '<', '>', '..', '1990', '3:00', '"', '\\', '*', '(', ')', '|'],
      ...[',', ' ', '-', '^', 'NOT', 'AND', 'OR', 'none', 'key:8A', '\n', '\u0000', '\ud800', '😀', '“'],
    );
    let rules = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(token, { maxLength: 20 }).map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          if (isSound(text)) rules++;
        },
      ),
      { numRuns: 2000 },
    );
    expect(rules).toBeGreaterThan(100);
  });

  itWithShared('data/suites/strings/blns.json', 'naughty strings are no exception', (path) => {
    const strings = JSON.parse(readFileSync(path, 'utf8')) as string[];
    expect(strings.length).toBeGreaterThan(400);
    for (const text of strings) for (const term of [text, `title:${text}`, `"${text}"`, `year:${text}`]) isSound(term);
  });
});
