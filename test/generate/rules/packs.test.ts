import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/generate/rules/check.ts';
import { RULE_PACKS } from '../../../src/generate/rules/packs.ts';
import type { ListRule } from '../../../src/model/list-rule.ts';
import { listOf } from './make.ts';

const places = (rule: ListRule, artists: string): (number | null)[] =>
  checkRule(rule, listOf(artists)).map(({ position }) => position);

describe('the performance complement', () => {
  it('is the statute in its pack: in 3 hours 4 of an artist, 3 in a row; 3 of an album, 2 in a row', () => {
    const [album, artist] = RULE_PACKS.find(({ id }) => id === 'us-performance-complement')!.rules as [
      ListRule,
      ListRule,
    ];
    expect(places(artist, 'aaab')).toEqual([]);
    expect(places(artist, 'aaaa')).toEqual([4]);
    expect(places(artist, 'abababababab')).toEqual([9, 10, 11, 12]);
    expect(places(album, 'aaba')).toEqual([]);
    expect(places(album, 'aaa')).toEqual([3]);
    expect(places(album, 'aabaa')).toEqual([5]);
    // 45 tracks of 4 minutes are 3 hours: the first track has ended when the window of the last begins.
    const others = [...'bcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    expect(places(artist, `aaa${others.slice(0, 41).join('')}aa`)).toEqual([]);
    expect(places(artist, `aaa${others.slice(0, 40).join('')}aa`)).toEqual([45]);
  });
});
