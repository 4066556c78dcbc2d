import { describe, expect, it } from 'vitest';
import { foretell } from '../../src/batch/forecast.ts';
import { numbered } from '../generate/arbitraries.ts';
import { makeSelect } from '../generate/make-pool.ts';
import { makeWishes } from './make.ts';

/** 10 tracks of Jazz and 10 of Rock, each of a minute; 5 of each of 1990, the others of no known year. */
const select = makeSelect(
  Array.from({ length: 20 }, (_, n) =>
    numbered(n, { genres: [n < 10 ? 'Jazz' : 'Rock'], frames: 4500, year: n % 2 === 0 ? 1990 : null }),
  ),
);
const jazz = (duration: string): object => ({ genre: 'Jazz', duration });

function told(mostUses: number, ...rows: readonly object[]): string[] {
  return foretell(makeWishes(...(rows as Record<string, unknown>[])), select, mostUses);
}

describe('the forecast', () => {
  it('is nothing where there is enough for all', () => {
    expect(foretell([], select, 1)).toEqual([]);
    expect(told(1, jazz('5:00'), jazz('5:00'), { genre: 'Rock', duration: '10:00' })).toEqual([]);
    expect(told(2, jazz('10:00'), jazz('10:00'))).toEqual([]);
  });

  it('names the orders that are too many for their music', () => {
    expect(
      told(1, jazz('8:00'), jazz('3:00'), { genre: 'Rock', duration: '10:00' }, jazz('1:00'), jazz('4:00')),
    ).toEqual(["orders 2, 5 can't be met: Jazz holds 10:00, and the 4 orders of it want 16:00"]);
    expect(told(2, jazz('10:00'), jazz('10:00'), jazz('10:00'), jazz('9:00'), jazz('8:00'))).toEqual([
      "orders 3-5 can't be met: Jazz holds 10:00, used up to 2 times, and the 5 orders of it want 47:00",
    ]);
    expect(told(1, { duration: '20:30' })).toEqual([
      "order 1 can't be met: the library holds 20:00, and it wants 20:30",
    ]);
  });

  it('sees that music of one kind is music of others too', () => {
    const any = { duration: '10:00' };
    expect(told(1, any, jazz('10:00'))).toEqual([]);
    expect(told(1, any, any, jazz('2:00'))).toEqual(["order 3 can't be met: Jazz holds 10:00, and it wants 2:00"]);
  });

  it('takes what is near enough for met', () => {
    expect(told(1, jazz('10:02'))).toEqual([]);
    expect(told(1, { ...jazz('10:02'), tolerance: '1s' })).toHaveLength(1);
  });

  it('says it in the words of the order', () =>
    expect(
      told(1, { genre: 'Jazz|Rock', year: '1990-1999', duration: '11:00' }, { artist: 'Nobody', duration: '1:00' }),
    ).toEqual([
      "order 1 can't be met: Jazz or Rock (1990-1999) holds 10:00, and it wants 11:00",
      "order 2 can't be met: Nobody holds 0:00, and it wants 1:00",
    ]));
});
