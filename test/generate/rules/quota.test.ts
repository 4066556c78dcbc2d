import { describe, expect, it } from 'vitest';
import { isInGroup, percentOf } from '../../../src/generate/rules/quota.ts';
import type { QuotaGroup } from '../../../src/model/list-rule.ts';
import { listTrack } from './make.ts';

const jazz: QuotaGroup = { by: 'genre', name: 'Cool-Jazz' };
const nineties: QuotaGroup = { by: 'decade', name: '1990s', from: 1990 };

describe('isInGroup', () => {
  it('counts for a genre what asking for it would find', () => {
    const filed = (genres: string[], styles: string[] = []) => listTrack({ filedUnder: { genres, styles } });
    expect(isInGroup(jazz)(filed(['Rock'], ['cool jazz']))).toBe(true);
    expect(isInGroup(jazz)(filed(['Jazz']))).toBe(false);
    const all = isInGroup({ by: 'genre', name: 'Jazz' });
    expect([filed(['JAZZ']), filed(['Bop']), filed([], ['Cool Jazz']), filed(['Rock'])].map(all)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(isInGroup({ by: 'artist', name: 'Beyoncé' })(listTrack({ artists: ['a', 'beyonce'] }))).toBe(true);
    expect(isInGroup({ by: 'artist', name: '' })(listTrack())).toBe(false);
  });

  it.each([
    [1989, false],
    [1990, true],
    [1999, true],
    [2000, false],
    [null, false],
  ])('takes %s for the 1990s: %s', (year, is) => expect(isInGroup(nineties)(listTrack({ year }))).toBe(is));
});

describe('percentOf', () => {
  it('is of the playing time, not of the tracks', () => {
    const list = [listTrack({ year: 1995, frames: 300 }), listTrack({ frames: 900 })];
    expect(percentOf(nineties, list)).toBe(25);
  });

  it('is nothing of nothing', () => expect(percentOf(nineties, [])).toBe(0));
});
