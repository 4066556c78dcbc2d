import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/generate/rules/check.ts';
import type { ListRule } from '../../../src/model/list-rule.ts';
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
});
