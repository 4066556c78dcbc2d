import { describe, expect, it } from 'vitest';
import { briefOf } from '../../src/batch/brief.ts';
import { KNOWN_NAMES } from '../../src/batch/known-names.ts';
import { freshDaysOf, variedBrief } from '../../src/batch/varied-brief.ts';
import { cd80 } from '../../src/discs/media/cd-80.ts';
import { parseManifest } from '../../src/manifest/manifest.ts';
import { NO_OPTIONS } from '../../src/model/batch.ts';
import type { Brief } from '../../src/model/brief.ts';
import type { Order } from '../../src/model/order.ts';

const medium = cd80;

function orderOf(cells: Readonly<Record<string, unknown>>): Order {
  const { orders, problems } = parseManifest(
    'o.json',
    Buffer.from(JSON.stringify([{ title: 'T', ...cells }])),
    KNOWN_NAMES,
  );
  expect(problems).toEqual([]);
  return orders[0]!;
}
const briefFrom = (cells: Readonly<Record<string, unknown>>): Brief =>
  briefOf(orderOf(cells), 90_000, medium, NO_OPTIONS);
const clone = (cells: Readonly<Record<string, unknown>>, source: Brief | null): Brief =>
  variedBrief(orderOf({ clone: 'S', vary: 30, ...cells }), source, 50_000, medium, NO_OPTIONS);

const source = briefFrom({
  genre: 'Jazz',
  style: 'Bop',
  year: '1950s',
  artistGap: 2,
  maxPerAlbum: 1,
  rules: 'us-performance-complement|radio-separation',
  order: 'smooth',
  tolerance: '20s',
  allowOver: '30s',
});

describe('the brief of a varied clone', () => {
  it('is that of its source but for the length', () => {
    expect(clone({}, source)).toEqual({ ...source, wantedFrames: 50_000, overFrames: 0 });
  });

  it('counts in time whatever its source did, which tells no length then', () => {
    const inSectors = { ...source, files: { mp3: 256 }, wantedFrames: 9, toleranceFrames: 9, maxTrackFrames: 9 };
    const { toleranceFrames: _none, ...others } = clone({}, source);
    expect(clone({}, inSectors)).toEqual({ ...others, toleranceFrames: null });
  });

  it('is that of the row alone where the source has none', () => {
    const own = { genre: 'Rock', artistGap: 1 };
    expect(clone(own, null)).toEqual({ ...briefFrom(own), wantedFrames: 50_000 });
  });

  it.each([
    [{ genre: 'Rock' }, { genre: ['Rock'], style: [], year: source.year, rules: source.rules }],
    [{ style: 'Cool Jazz' }, { genre: ['Jazz'], style: ['Cool Jazz'] }],
    [
      { order: 'arc', tolerance: '5s' },
      { order: 'arc', toleranceFrames: 375, genre: ['Jazz'] },
    ],
    // What says the same as an empty cell counts as one.
    [{ order: 'shuffle' }, { order: 'smooth' }],
  ])('takes %j from the row', (cells, facts) => {
    expect(clone(cells, source)).toMatchObject(facts);
  });

  it('takes the place of one rule by its column, and leaves those of packs alone', () => {
    const { rules, hardRules } = clone({ artistGap: 5 }, source);
    expect(rules).toEqual([
      { kind: 'gap', by: 'artist', unit: 'tracks', least: 5 },
      { kind: 'cap', by: 'album', most: 1 },
    ]);
    expect(hardRules).toEqual(source.hardRules);
    expect(clone({ rules: 'radio-separation' }, source).hardRules).toEqual(
      briefFrom({ rules: 'radio-separation' }).hardRules,
    );
  });

  it('parts the rules anew where the row says which may give way', () => {
    const { rules, hardRules } = clone({ relax: 'maxPerAlbum' }, source);
    expect(rules).toEqual([{ kind: 'cap', by: 'album', most: 1 }]);
    expect(hardRules).toHaveLength(source.hardRules.length + 1);
  });

  it('is the same when it comes out of the store', () => {
    const stored = JSON.parse(JSON.stringify(source)) as Brief;
    expect(clone({ artistGap: 5, rules: 'radio-separation' }, stored)).toEqual(
      clone({ artistGap: 5, rules: 'radio-separation' }, source),
    );
  });

  it('tells how long recordings are to rest', () => {
    expect(freshDaysOf(source)).toBeNull();
    expect(freshDaysOf(clone({}, briefFrom({ freshDays: 30 })))).toBe(30);
  });
});
