import { describe, expect, it } from 'vitest';
import type { Brief } from '../../../src/model/brief.ts';
import type { Shortage } from '../../../src/model/reasons.ts';
import { CONSTRAINTS } from '../../../src/generate/constraints/index.ts';
import type { Track } from '../../../src/model/track.ts';
import { makeBrief as brief } from '../make-brief.ts';
import { draftOf, makePool } from '../make-pool.ts';
import { makeTrack } from '../../make-track.ts';

const ruleOf = (id: string) => CONSTRAINTS.find((rule) => rule.id === id)!;

/** The ids of the tracks that pass one rule. */
function passing(id: keyof Brief, wanted: Partial<Brief>, tracks: readonly Track[]): string[] {
  const pool = makePool(tracks);
  const accepts = ruleOf(id).accepts(brief(wanted), pool)!;
  return [...pool.table.ids].filter((_, index) => accepts(index));
}

/** What an order is told that asks for what no track has. */
function explain(wanted: Partial<Brief>, tracks: readonly Track[]): Pick<Shortage, 'message' | 'hint'> {
  const { message, hint } = draftOf(wanted, tracks, 0).reasons.shortage!;
  return { message, hint };
}

it('the rules are applied and told in a fixed order, and none that the brief does not ask for', () => {
  expect(CONSTRAINTS.map(({ id }) => id)).toEqual([
    'genre',
    'style',
    'artist',
    'year',
    'bpm',
    'key',
    'where',
    'explicit',
    'exclude',
    'medium',
  ]);
  expect(CONSTRAINTS.filter((rule) => rule.accepts(brief({}), makePool([])) !== null).map(({ id }) => id)).toEqual([
    'medium',
  ]);
});

describe('year', () => {
  const tracks = [1989, 1990, 1999, 2000, null].map((year) => makeTrack({ id: String(year), year }));

  it('takes what is within, both ends included, and nothing that has none', () => {
    expect(passing('year', { year: { min: 1990, max: 1999 } }, tracks)).toEqual(['1990', '1999']);
    expect(passing('year', { year: { min: null, max: 1990 } }, tracks)).toEqual(['1989', '1990']);
    expect(passing('year', { year: { min: 1999, max: null } }, tracks)).toEqual(['1999', '2000']);
  });

  it('tells how many have none, and what there is', () => {
    expect(explain({ year: { min: 1950, max: 1959 } }, tracks)).toEqual({
      message: 'none of the 5 tracks that fit the other rules is of 1950-1959; 1 of them has no year',
      hint: 'the others are of 1989-2000: ask for years among these',
    });
    expect(explain({ year: { min: 1950, max: null } }, [tracks[4]!, tracks[4]!])).toEqual({
      message: 'none of the 2 tracks that fit the other rules has a year',
      hint: 'leave the year out, or write it into the tags',
    });
    expect(explain({ year: { min: null, max: 1959 } }, [tracks[0]!]).message).toBe(
      'the one track that fits the other rules is not of ..1959',
    );
  });

  it('counts only what fits the rules before it', () => {
    const jazz = makeTrack({ genres: ['Jazz'], year: 1960 });
    const { message } = explain({ genre: ['jazz'], year: { min: 1990, max: 1990 } }, [...tracks, jazz, jazz]);
    expect(message).toBe('none of the 2 tracks that fit the other rules is of 1990');
  });
});

describe('bpm', () => {
  const tracks = [119.4, 119.5, 130.4, 130.5, null].map((bpm) => makeTrack({ id: String(bpm), bpm }));

  it('takes tempos as they are told: in whole beats', () =>
    expect(passing('bpm', { bpm: { min: 120, max: 130 } }, tracks)).toEqual(['119.5', '130.4']));

  it('tells how many have none, and what there is', () => {
    expect(explain({ bpm: { min: 60, max: 60 } }, tracks)).toEqual({
      message: 'none of the 5 tracks that fit the other rules is at 60 BPM; 1 of them has no tempo',
      hint: 'the others are at 119-131 BPM: ask for tempos among these',
    });
    expect(explain({ bpm: { min: 60, max: 60 } }, [tracks[4]!]).message).toBe(
      'the one track that fits the other rules has no tempo',
    );
  });
});

describe('key', () => {
  const tracks = ['8A', '8B', '5A', '5A', null].map((key, i) => makeTrack({ id: `${key}${i}`, key }));

  it('takes any of those that are named', () =>
    expect(passing('key', { key: ['5A', '8B'] }, tracks)).toEqual(['5A2', '5A3', '8B1']));

  it('tells how many have none, and what there is most', () => {
    expect(explain({ key: ['1A', '2A'] }, [...tracks, tracks[4]!])).toEqual({
      message: 'none of the 6 tracks that fit the other rules is in 1A or 2A; 2 of them have no key',
      hint: 'the others are in 5A (2), 8A (1), 8B (1): ask for one of these',
    });
  });
});

describe('where', () => {
  const tracks = [1, 2, null].map((bpm) => makeTrack({ id: String(bpm), bpm: bpm && bpm * 100 }));

  it('takes what keeps the rule', () => expect(passing('where', { where: 'bpm:>150' }, tracks)).toEqual(['2']));

  it('says so where nothing does', () =>
    expect(explain({ where: 'bpm:>250' }, tracks)).toEqual({
      message: 'none of the 3 tracks that fit the other rules is one where bpm:>250',
      hint: 'try the rule with mixpress library search, or loosen it',
    }));
});

describe('explicit', () => {
  const tracks = [true, false, null].map((explicit) => makeTrack({ id: String(explicit), explicit }));

  it('takes only what is marked as clean where it is forbidden, and else anything', () => {
    expect(passing('explicit', { explicit: 'forbid' }, tracks)).toEqual(['false']);
    expect(passing('explicit', { explicit: 'forbid', unknownIsClean: true }, tracks)).toEqual(['false', 'null']);
    expect(ruleOf('explicit').accepts(brief({ explicit: 'avoid' }), makePool(tracks))).toBeNull();
  });

  it('tells how many are not marked', () =>
    expect(explain({ explicit: 'forbid' }, [tracks[0]!, tracks[2]!, tracks[2]!])).toEqual({
      message:
        'none of the 3 tracks that fit the other rules is marked as clean; 2 of them have no clean-or-explicit mark',
      hint: expect.stringContaining('ITUNESADVISORY'),
    }));
});

describe('exclude', () => {
  const tracks = [
    makeTrack({ id: 'a', title: 'Song', artist: 'Band', relativePath: 'x/a.flac' }),
    makeTrack({ id: 'b', title: 'Song', artist: 'Other - Band', relativePath: 'x/b.flac' }),
    makeTrack({ id: 'c', title: 'Song (Live)', artist: 'Band', relativePath: 'x/c.flac' }),
    makeTrack({ id: 'd', title: 'Band - Song', artist: 'Cover', relativePath: 'x/d.flac' }),
    makeTrack({ id: 'e', title: '!!!', artist: '', relativePath: 'x/e.flac' }),
  ];

  it.each([
    [['song'], 'cde'],
    [['BAND – song'], 'abce'],
    [['Band - Song'], 'bce'],
    [['other - band - song'], 'acde'],
    [['Other - Song'], 'abcde'],
    [['song live', '!!!'], 'abd'],
    [['x/a.flac', 'b'], 'cde'],
    [['X/A.flac', 'Band'], 'abcde'],
  ])('%j leaves %j', (exclude, left) => expect(passing('exclude', { exclude }, tracks).join('')).toBe(left));

  it('says when it names all there is', () =>
    expect(explain({ exclude: ['song'] }, tracks.slice(0, 2))).toEqual({
      message: 'exclude names all tracks that fit the other rules (2)',
      hint: 'exclude fewer, or widen the other rules',
    }));
});
