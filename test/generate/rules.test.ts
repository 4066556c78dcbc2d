import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditsOf } from '../../src/generate/credits.ts';
import { recordingTitle } from '../../src/generate/recording.ts';
import { checkRule } from '../../src/generate/rules/check.ts';
import { afterSteps, loosened } from '../../src/generate/rules/loosen.ts';
import { RULE_PACKS } from '../../src/generate/rules/packs.ts';
import type { ListRule, ListTrack } from '../../src/model/list-rule.ts';

/** `ab` is a list of a track by a and one by b, each 4 minutes long and from an album of its artist. */
const listOf = (artists: string): ListTrack[] =>
  [...artists].map((artist, i) => ({
    artists: [artist],
    album: `album of ${artist}`,
    title: `title ${i}`,
    frames: 18_000,
  }));
const places = (rule: ListRule, artists: string): number[] =>
  checkRule(rule, listOf(artists)).map(({ position }) => position);

describe('creditsOf', () => {
  it.each([
    ['', []],
    ['Beyoncé', ['beyonce']],
    ['A feat. B', ['a', 'b']],
    ['A (ft. B)', ['a', 'b']],
    ['A featuring B & C', ['a', 'bc', 'b', 'c']],
    ['Simon & Garfunkel', ['simongarfunkel', 'simon', 'garfunkel']],
    ['AC/DC', ['acdc']],
    ['Malcolm X', ['malcolmx']],
  ])('%s credits %j', (artist, names) => expect(creditsOf(artist)).toEqual(names));
});

describe('recordingTitle', () => {
  it.each([
    ['Song', 'song'],
    ['Song (Live at Wembley)', 'song'],
    ['Song - 2011 Remaster', 'song'],
    ['Song [Radio Edit]', 'song'],
    ['Song (feat. Somebody) - Single Version', 'song'],
    ['Song (Part 2)', 'songpart2'],
    ['Live and Let Die', 'liveandletdie'],
    ['(Live)', 'live'],
    ['Me - You', 'meyou'],
  ])('%s is %s', (title, folded) => expect(recordingTitle(title)).toBe(folded));
});

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
    const duet: ListTrack = { artists: ['a', 'b'], album: null, title: 'duet', frames: 18_000 };
    expect(checkRule({ kind: 'gap', by: 'artist', least: 1, unit: 'tracks' }, [duet, ...listOf('b')])).toHaveLength(1);
  });

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

describe('loosened', () => {
  const caps: ListRule[] = [
    { kind: 'cap', by: 'album', most: 1 },
    { kind: 'cap', by: 'artist', most: 1 },
  ];

  it('loosens no more than needed, and the first rule first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (artist, album) => {
        const isEnough = (rules: readonly ListRule[]): boolean =>
          rules.every((rule) => rule.kind === 'cap' && rule.most >= (rule.by === 'artist' ? artist : album));
        const wanted = [
          ...(artist === 1 ? [{ kind: 'cap', by: 'album', most: album }] : []),
          { kind: 'cap', by: 'artist', most: artist },
        ];
        expect(loosened(caps, (rules) => rules, isEnough)).toEqual(wanted);
      }),
    );
  });

  it('keeps all where all can be kept, and drops all where nothing helps', () => {
    expect(
      loosened(
        caps,
        (rules) => rules.length,
        () => true,
      ),
    ).toBe(2);
    expect(
      loosened(
        caps,
        (rules) => rules.length,
        () => false,
      ),
    ).toBe(0);
  });

  it('takes a gap down to nothing', () => {
    const gap: ListRule = { kind: 'gap', by: 'artist', least: 3, unit: 'tracks' };
    expect([1, 2, 3].map((steps) => afterSteps(gap, steps))).toEqual([
      { ...gap, least: 2 },
      { ...gap, least: 1 },
      null,
    ]);
  });
});
