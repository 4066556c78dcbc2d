import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/manifest/manifest.ts';
import { manifestSchema } from '../../src/manifest/schema.ts';
import { GIVING_WAY, type Order } from '../../src/model/order.ts';
import type { Problem } from '../../src/base/problem.ts';
import { KNOWN } from './known.ts';

/** The one order of a JSON manifest, and what is wrong with it. */
function parse(cells: Readonly<Record<string, unknown>>): { order: Order | undefined; problems: readonly Problem[] } {
  const { orders, problems } = parseManifest('o.json', Buffer.from(JSON.stringify([{ title: 'A', ...cells }])), KNOWN);
  return { order: orders[0], problems };
}

/** What a column makes of a cell: its value, or the code and the hint of the problem. */
function read(column: keyof Order, cell: unknown, others = {}): unknown {
  const { order, problems } = parse({ ...others, [column]: cell });
  const [wrong] = problems;
  if (wrong) expect(wrong.column).toBe(column);
  return wrong ? [wrong.code, wrong.hint] : order![column];
}

const refused = (code: string, hint: string = ''): unknown => [code, expect.stringContaining(hint)];
const tracks = (least: number): unknown => ({ unit: 'tracks', least });
const minutes = (least: number): unknown => ({ unit: 'frames', least: least * 60 * 75 });

describe('the column', () => {
  it.each([
    ['1990-1999', { min: 1990, max: 1999 }],
    [' 1990 .. 1999 ', { min: 1990, max: 1999 }],
    ['1990–1999', { min: 1990, max: 1999 }],
    ['1990s', { min: 1990, max: 1999 }],
    ['1994', { min: 1994, max: 1994 }],
    [1994, { min: 1994, max: 1994 }],
    ['..1999', { min: null, max: 1999 }],
    ['1990-', { min: 1990, max: null }],
    ['1990..', { min: 1990, max: null }],
    ['', null],
    [null, null],
    ['1999-1990', refused('range-reversed', 'did you mean 1990-1999?')],
    ['90-99', refused('range-out-of-bounds', '1990-1999')],
    ['1990-2101', refused('range-out-of-bounds')],
    ['1859', refused('range-out-of-bounds')],
    ['-1999', refused('range-unreadable', '..1999')],
    ['-', refused('range-unreadable')],
    ['..', refused('range-unreadable')],
    ['the nineties', refused('range-unreadable')],
    ['1990-1999-2001', refused('range-unreadable')],
    ['1994.5', refused('range-unreadable')],
    ['1995s', refused('range-unreadable')],
    [-5, refused('range-unreadable')],
    [true, refused('range-unreadable')],
    [[1990, 1999], refused('range-unreadable')],
  ])('year reads %j', (cell, value) => expect(read('year', cell)).toEqual(value));

  it.each([
    ['120-130', { min: 120, max: 130 }],
    ['120-', { min: 120, max: null }],
    [128, { min: 128, max: 128 }],
    ['10-30', refused('range-out-of-bounds')],
    ['120-401', refused('range-out-of-bounds')],
    ['fast', refused('range-unreadable', '120-130')],
  ])('bpm reads %j', (cell, value) => expect(read('bpm', cell)).toEqual(value));

  it.each([
    ['8A', ['8A']],
    ['Am | a minor|9a', ['8A', '9A']],
    [
      ['C', '1m'],
      ['8B', '8A'],
    ],
    ['|', []],
    ['8A|13A', refused('unknown-key', '8A')],
    ['loud', refused('unknown-key')],
    [{ a: 1 }, refused('not-text')],
  ])('key reads %j', (cell, value) => expect(read('key', cell)).toEqual(value));

  it.each([
    ['allow', 'allow'],
    ['Forbid ', 'forbid'],
    ['', 'allow'],
    ['forbit', refused('unknown-policy', 'did you mean forbid?')],
    ['x', refused('unknown-policy', 'allow, avoid, forbid')],
    [false, refused('unknown-policy')],
  ])('explicit reads %j', (cell, value) => expect(read('explicit', cell)).toEqual(value));

  it.each([
    ['genre:Jazz  year:1990-1999', 'genre:Jazz year:1990..1999'],
    [' tempo:120..|..90, -"Kenny G" ', 'bpm:120.. | bpm:..90 | -"Kenny G"'],
    ['love\nOR hate', 'love | hate'],
    ['', null],
    [null, null],
    ['  gerne:Jazz', refused('rule-field', 'did you mean genre?')],
    ['year:ninety', refused('rule-value', 'year:1990..1999')],
    ['a'.repeat(10_001), refused('rule-too-long', 'shorten it')],
    ['a|'.repeat(4000) + 'a', refused('rule-too-long', 'shorten it')],
    [1990, refused('not-text', 'in quotes')],
    [['love'], refused('not-text')],
  ])('where reads %j', (cell, value) => expect(read('where', cell)).toEqual(value));

  it('where tells the character of the cell that is wrong', () =>
    expect(parse({ where: '  love gerne:Jazz' }).problems[0]!.message).toBe(
      'at character 8 of the rule: mixpress does not know the field "gerne"',
    ));

  it.each([
    ['smooth', 'smooth'],
    ['As Is', 'as-is'],
    ['', 'shuffle'],
    ['smoth', refused('unknown-order', 'did you mean smooth?')],
    [1, refused('unknown-order', 'as-is, shuffle, smooth')],
  ])('order reads %j', (cell, value) => expect(read('order', cell)).toEqual(value));

  it.each([
    ['packed', 'packed'],
    ['In order', 'in-order'],
    ['', 'in-order'],
    ['balance', refused('unknown-split', 'did you mean balanced?')],
    [2, refused('unknown-split', 'in-order, balanced, packed')],
  ])('split reads %j', (cell, value) => expect(read('split', cell)).toEqual(value));

  it.each([
    ['radio', ['radio']],
    ['US performance complement|RADIO|radio', ['us-performance-complement', 'radio']],
    [['radio'], ['radio']],
    ['radios', refused('unknown-rule-pack', 'did you mean radio?')],
    [7, refused('unknown-rule-pack')],
    [[true], refused('not-text')],
  ])('rules reads %j', (cell, value) => expect(read('rules', cell)).toEqual(value));

  describe.each(['artistGap', 'titleGap'] as const)('%s', (column) => {
    it.each([
      ['3', tracks(3)],
      [3, tracks(3)],
      [' 12 ', tracks(12)],
      ['30m', minutes(30)],
      ['1:00:00', minutes(60)],
      ['30:00', minutes(30)],
      ['PT1H', minutes(60)],
      ['0', null],
      [0, null],
      ['0m', null],
      ['', null],
      ['-1', refused('not-a-number')],
      ['1.5', refused('not-a-number')],
      ['1000', refused('not-a-number')],
      ['a while', refused('duration-unreadable', '30m')],
      ['200 hours', refused('duration-too-long')],
      ['-30m', refused('duration-negative')],
      [true, refused('duration-unreadable')],
    ])('reads %j', (cell, value) => expect(read(column, cell)).toEqual(value));
  });

  describe.each(['maxPerArtist', 'maxPerAlbum'] as const)('%s', (column) => {
    it.each([
      ['1', 1],
      [999, 999],
      ['', null],
      ['0', refused('not-a-number')],
      ['1000', refused('not-a-number')],
      ['two', refused('not-a-number')],
    ])('reads %j', (cell, value) => expect(read(column, cell)).toEqual(value));
  });

  describe.each(['include', 'exclude'] as const)('%s', (column) => {
    it.each([
      ['Song|Band - Other Song | ', ['Song', 'Band - Other Song']],
      [
        ['A | B', 'C'],
        ['A | B', 'C'],
      ],
      ['x'.repeat(1000), ['x'.repeat(1000)]],
      ['x'.repeat(1001), refused('too-long')],
      [[['nested']], refused('not-text')],
    ])('reads %j', (cell, value) => expect(read(column, cell)).toEqual(value));
  });

  describe.each(['tolerance', 'allowOver'] as const)('%s', (column) => {
    it.each([
      ['10s', 10_000],
      ['0:10', 10_000],
      [1, 60_000],
      ['0', 0],
      ['', null],
      ['1 %', refused('duration-unreadable', 's')],
      ['-1s', refused('duration-negative')],
      ['101h', refused('duration-too-long')],
    ])('reads %j', (cell, value) => expect(read(column, cell)).toEqual(value));
  });

  const least = (by: string, name: string, percent: number): unknown => ({ by, name, bound: 'least', percent });
  const most = (by: string, name: string, percent: number): unknown => ({ by, name, bound: 'most', percent });
  it.each([
    ['Jazz 40%', [least('genre', 'Jazz', 40)]],
    ['Jazz 40 | Rock <= 20 %', [least('genre', 'Jazz', 40), most('genre', 'Rock', 20)]],
    ['Jazz at least 40|Rock at most 20%', [least('genre', 'Jazz', 40), most('genre', 'Rock', 20)]],
    ['Jazz = 40%', [least('genre', 'Jazz', 40), most('genre', 'Jazz', 40)]],
    ['style: Bossa Nova min 5', [least('genre', 'Bossa Nova', 5)]],
    ['artist:Nina Simone max 10%', [most('artist', 'Nina Simone', 10)]],
    [
      '90s 30%|2010s 10%|20s 5%',
      [least('decade', '1990s', 30), least('decade', '2010s', 10), least('decade', '2020s', 5)],
    ],
    ['decade:1990 30%', [least('decade', '1990s', 30)]],
    ['genre:90s 30%', [least('genre', '90s', 30)]],
    [['Jazz 40%'], [least('genre', 'Jazz', 40)]],
    ['', []],
    ['Jazz', refused('quota-unreadable', 'Jazz 40%')],
    ['Jazz 101%', refused('quota-too-much', 'Jazz 100%')],
    ['40%', refused('quota-unreadable')],
    ['decade:Jazz 40%', refused('quota-unreadable', '1990s')],
    [40, refused('quota-unreadable')],
    [true, refused('not-text')],
  ])('quota reads %j', (cell, value) => expect(read('quota', cell)).toEqual(value));

  it.each([
    [
      'year 10|BPM: 20.5 | energy <= 0.3',
      [
        { by: 'year', most: 10 },
        { by: 'bpm', most: 20.5 },
        { by: 'energy', most: 0.3 },
      ],
    ],
    ['years 10|year 5', [{ by: 'year', most: 5 }]],
    ['', []],
    ['year 1.5', refused('spread-unreadable', 'year 10')],
    ['energy 1.1', refused('spread-unreadable')],
    ['bpm 401', refused('spread-unreadable')],
    ['bpm -1', refused('spread-unreadable')],
    ['__proto__ 1', refused('spread-unreadable')],
    [10, refused('spread-unreadable')],
    [true, refused('not-text')],
  ])('spread reads %j', (cell, value) => expect(read('spread', cell)).toEqual(value));

  it.each([
    ['30%', 30],
    [100, 100],
    ['', null],
    ['0', refused('not-a-number', '30%')],
    ['101%', refused('not-a-number')],
    ['a third', refused('not-a-number')],
  ])('vary reads %j', (cell, value) => expect(read('vary', cell, { clone: 'B' })).toEqual(value));

  it.each([
    ['14', 14],
    [0, null],
    ['', null],
    ['3651', refused('not-a-number')],
    ['-1', refused('not-a-number')],
    ['a week', refused('not-a-number')],
  ])('freshDays reads %j', (cell, value) => expect(read('freshDays', cell)).toEqual(value));

  it.each([
    ['', GIVING_WAY],
    ['quota | artist gap|Max_Per_Artist|quota', ['quota', 'artistGap', 'maxPerArtist']],
    [['spread'], ['spread']],
    ['none', []],
    ['none|quota', refused('relax-contradiction', 'none alone')],
    ['quotas', refused('unknown-rule', 'did you mean quota?')],
    [true, refused('not-text')],
  ])('relax reads %j', (cell, value) => expect(read('relax', cell)).toEqual(value));
});

describe('columns together', () => {
  it('are found by the names that a spreadsheet gives them', () => {
    const header = 'Title,artist_gap,Title Gap,max-per-artist,MAX_PER_ALBUM';
    const { orders, problems } = parseManifest('o.csv', Buffer.from(`${header}\nA,3,1h,2,1\n`), KNOWN);
    expect(problems).toEqual([]);
    expect(orders[0]).toMatchObject({
      artistGap: tracks(3),
      titleGap: minutes(60),
      maxPerArtist: 2,
      maxPerAlbum: 1,
    });
  });

  it('that choose tracks are of no use on a clone', () => {
    const cells = {
      clone: 'B',
      year: 1994,
      explicit: 'forbid',
      where: 'love',
      artistGap: 2,
      exclude: 'C',
      order: 'smooth',
    };
    const { order, problems } = parse(cells);
    expect(order).toBeDefined();
    expect(problems.map(({ code, column }) => [code, column])).toEqual(
      ['artistGap', 'exclude', 'explicit', 'order', 'where', 'year'].map((column) => ['ignored-on-clone', column]),
    );
    expect(parse({ clone: 'B', explicit: 'allow', artistGap: 0, split: 'packed' }).problems).toEqual([]);
  });

  it('have all their names in the schema, and the known ones of others', () => {
    const { definitions } = manifestSchema(KNOWN) as {
      definitions: { order: { properties: Record<string, { enum?: unknown }>; required: unknown } };
    };
    const { order } = parse({});
    expect(Object.keys(definitions.order.properties).sort()).toEqual(
      Object.keys(order!)
        .filter((name) => !['row', 'ordinal'].includes(name))
        .sort(),
    );
    expect(definitions.order.required).toEqual(['title']);
    expect(definitions.order.properties['order']!.enum).toEqual(['as-is', 'shuffle', 'smooth']);
  });
});
