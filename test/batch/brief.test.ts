import { describe, expect, it } from 'vitest';
import { briefOf } from '../../src/batch/brief.ts';
import { cd80 } from '../../src/discs/media/cd-80.ts';
import { NO_OPTIONS } from '../../src/model/batch.ts';
import type { Brief } from '../../src/model/brief.ts';
import { makeOrders, makeWishes } from './make.ts';

const brief = (cells: Readonly<Record<string, unknown>>): Brief =>
  makeWishes({ duration: '60:00', ...cells })[0]!.brief;

/** One rule of each column. */
const ALL = {
  artistGap: 3,
  titleGap: '30m',
  maxPerArtist: 2,
  maxPerAlbum: 1,
  quota: 'Jazz 40%|1990s <=30%',
  spread: 'year 10|bpm 20',
  freshDays: 14,
};

describe('the brief of an order', () => {
  it('has rules give way, by default those first that are missed least', () => {
    const { rules, hardRules } = brief(ALL);
    expect(rules).toEqual([
      { kind: 'gap', by: 'title', least: 135_000, unit: 'frames' },
      { kind: 'gap', by: 'artist', least: 3, unit: 'tracks' },
      { kind: 'spread', by: 'year', most: 10 },
      { kind: 'spread', by: 'bpm', most: 20 },
      { kind: 'fresh', days: 14 },
      { kind: 'quota', of: { by: 'genre', name: 'Jazz' }, bound: 'least', percent: 40 },
      { kind: 'quota', of: { by: 'decade', name: '1990s', from: 1990 }, bound: 'most', percent: 30 },
      { kind: 'cap', by: 'album', most: 1 },
      { kind: 'cap', by: 'artist', most: 2 },
    ]);
    expect(hardRules).toEqual([]);
  });

  it('has those give way that relax names, in its order, and no others', () => {
    const { rules, hardRules } = brief({ ...ALL, relax: 'maxPerArtist|freshDays' });
    expect(rules.map(({ kind }) => kind)).toEqual(['cap', 'fresh']);
    expect(hardRules.map(({ kind }) => kind)).toEqual(['gap', 'gap', 'spread', 'spread', 'quota', 'quota', 'cap']);
    expect(brief({ ...ALL, relax: 'none' })).toMatchObject({ rules: [], hardRules: { length: 9 } });
  });

  it('never has rules of packs give way', () => {
    const { hardRules } = brief({ rules: 'us-performance-complement', artistGap: 1 });
    expect(hardRules.map(({ kind }) => kind)).toEqual(['window', 'window']);
  });

  it('is never over what the medium holds, unless it needs several discs anyway', () => {
    expect(brief({ allowOver: '10s' }).overFrames).toBe(750);
    expect(brief({ duration: '79:50', allowOver: '10m' }).overFrames).toBe(359_700 - 79 * 4500 - 50 * 75);
    expect(brief({ duration: '90:00', allowOver: '10s' }).overFrames).toBe(750);
    expect(brief({}).overFrames).toBe(0);
  });

  it('takes the options of the batch', () => {
    const [order] = makeOrders({ explicit: 'forbid', tolerance: '2s' });
    const options = { ...NO_OPTIONS, unknownIsClean: true };
    expect(briefOf(order!, 4500, cd80, options)).toMatchObject({
      wantedFrames: 4500,
      toleranceFrames: 150,
      explicit: 'forbid',
      unknownIsClean: true,
      mostTracks: 99,
      minTrackFrames: 300,
    });
    expect(briefOf(order!, 359_701, cd80, options).mostTracks).toBeNull();
  });
});
