import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/generate/rules/check.ts';
import type { ListRule, ListTrack } from '../../../src/model/list-rule.ts';
import { listRule } from '../arbitraries.ts';
import { listOf, listTrack } from './make.ts';

const places = (rule: ListRule, artists: string): (number | null)[] =>
  checkRule(rule, listOf(artists)).map(({ position }) => position);

describe('a rule on lists', () => {
  it('caps', () => {
    expect(places({ kind: 'cap', by: 'artist', most: 2 }, 'abacada')).toEqual([5, 7]);
    expect(places({ kind: 'cap', by: 'album', most: 1 }, 'abc')).toEqual([]);
  });

  it('separates by tracks', () => {
    const rule: ListRule = { kind: 'gap', by: 'artist', least: 2, unit: 'tracks' };
    expect(places(rule, 'abcabc')).toEqual([]);
    expect(places(rule, 'abab')).toEqual([3, 4]);
    expect(checkRule(rule, listOf('aa'))).toMatchObject([{ rule: 'artist-gap', position: 2, wanted: 2, found: 0 }]);
  });

  it('separates by time from the end of one to the start of the other', () => {
    const gap = (minutes: number): ListRule => ({ kind: 'gap', by: 'artist', least: minutes * 4500, unit: 'frames' });
    expect(places(gap(8), 'abca')).toEqual([]);
    expect(places(gap(9), 'abca')).toEqual([4]);
  });

  it('counts guests for both', () => {
    const duet = listTrack({ artists: ['a', 'b'], titles: ['duet'] });
    expect(checkRule({ kind: 'gap', by: 'artist', least: 1, unit: 'tracks' }, [duet, ...listOf('b')])).toHaveLength(1);
  });

  it('separates albums and titles as well', () => {
    const gap = (by: 'album' | 'title'): ListRule => ({ kind: 'gap', by, least: 1, unit: 'tracks' });
    expect(places(gap('album'), 'aab')).toEqual([2]);
    const versions = ['song', 'song'].map((title) => listTrack({ titles: [title] }));
    expect(checkRule(gap('title'), versions)).toMatchObject([{ rule: 'title-gap', position: 2, found: 0 }]);
    expect(checkRule(gap('album'), [listTrack(), listTrack()])).toEqual([]);
  });

  it('takes quotas of the playing time, to the nearest whole percent', () => {
    const jazz = (frames: number): ListTrack =>
      listTrack({ filedUnder: { genres: ['jazz'], styles: ['Bop'] }, frames });
    const of = { by: 'genre', name: 'Jazz' } as const;
    const quota = (bound: 'least' | 'most', percent: number): ListRule => ({ kind: 'quota', of, bound, percent });
    const other = (frames: number): ListTrack => listTrack({ frames });
    const list = [jazz(395), other(605)];
    expect(checkRule(quota('least', 40), list)).toEqual([]);
    expect(checkRule(quota('most', 39), list)).toEqual([
      {
        rule: 'quota Jazz',
        position: null,
        wanted: 39,
        found: 40,
        message: '40 % of the time is Jazz, where at most 39 % are wanted',
      },
    ]);
    expect(checkRule(quota('least', 40), [jazz(394), other(606)])).toMatchObject([{ wanted: 40, found: 39 }]);
    expect(checkRule(quota('most', 40), [jazz(404), other(596)])).toEqual([]);
    expect(checkRule(quota('least', 100), [jazz(1000), other(4)])).toEqual([]);
    expect(checkRule(quota('least', 100), [])).toEqual([]);
  });

  it('holds years, tempos and energies together', () => {
    const years = (...all: (number | null)[]): ListTrack[] => all.map((year) => listTrack({ year }));
    expect(checkRule({ kind: 'spread', by: 'year', most: 10 }, years(1990, null, 2000, 1995))).toEqual([]);
    expect(checkRule({ kind: 'spread', by: 'year', most: 10 }, years(1990, 2001, 1996, 1980))).toEqual([
      expect.objectContaining({ rule: 'year-spread', position: 2, wanted: 10, found: 11 }),
      expect.objectContaining({ position: 4, found: 21, message: 'years 21 apart, where 10 are wanted at the most' }),
    ]);
    const energies = [0.4, 0.7, 0.55].map((energy) => listTrack({ energy }));
    expect(checkRule({ kind: 'spread', by: 'energy', most: 0.3 }, energies)).toEqual([]);
    expect(checkRule({ kind: 'spread', by: 'energy', most: 0.29 }, energies)).toMatchObject([{ found: 0.3 }]);
    const tempos = [120, 140.05].map((bpm) => listTrack({ bpm }));
    expect(checkRule({ kind: 'spread', by: 'bpm', most: 20 }, tempos)).toMatchObject([{ found: 20.05 }]);
  });

  it('lets tracks rest for some days, and is content where nobody knows', () => {
    const rested = [undefined, 14, 13, 1, 0].map((restedDays) =>
      listTrack(restedDays === undefined ? {} : { restedDays }),
    );
    expect(checkRule({ kind: 'fresh', days: 14 }, rested)).toEqual([
      expect.objectContaining({ rule: 'fresh-days', position: 3, wanted: 14, found: 13 }),
      expect.objectContaining({ position: 4, message: 'in a list 1 day ago, where 14 are wanted' }),
      expect.objectContaining({ position: 5, message: 'in another list of the batch already' }),
    ]);
  });

  it('finds nothing in an empty list', () => {
    fc.assert(
      fc.property(listRule, (rule) => {
        expect(checkRule(rule, [])).toEqual([]);
      }),
    );
  });
});
