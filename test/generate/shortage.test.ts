import { describe, expect, it } from 'vitest';
import { generate } from '../../src/generate/generate.ts';
import { selector } from '../../src/generate/select.ts';
import type { Brief } from '../../src/model/brief.ts';
import type { Shortage } from '../../src/model/reasons.ts';
import type { Track } from '../../src/model/track.ts';
import { numbered } from './arbitraries.ts';
import { makeBrief } from './make-brief.ts';
import { draftOf, makePool } from './make-pool.ts';

/** 60 tracks of 2 minutes, by 6 artists, of Jazz or Rock, of 1960 to 2019. */
const library = Array.from({ length: 60 }, (_, n) =>
  numbered(n, {
    artist: `Artist ${n % 6}`,
    genres: [n % 2 === 0 ? 'Jazz' : 'Rock'],
    year: 1960 + n,
    frames: 9000,
    explicit: n === 0 ? true : null,
  }),
);

function shortage(facts: Partial<Brief>, all: readonly Track[] = library): Shortage | null {
  return draftOf(facts, all, 1).reasons.shortage;
}

describe('why a list is short', () => {
  it('is nothing where it is long enough', () => expect(shortage({})).toBeNull());

  it('is an empty library', () =>
    expect(shortage({ genre: ['Jazz'] }, [])).toEqual({
      message: 'the library has no tracks',
      hint: 'name a folder of music with --library DIR',
      changes: [],
    }));

  it('is a genre that nothing has, with names that are near', () => {
    expect(shortage({ genre: ['Jaz'] })).toEqual({
      message: 'no track has the genre "Jaz"',
      hint: 'did you mean Jazz?',
      changes: [{ column: 'genre', to: '' }],
    });
    expect(shortage({ genre: ['Polka', 'Zouk'] })).toMatchObject({
      message: 'no track has the genre "Polka" or "Zouk"',
      hint: 'the library has Jazz (30), Rock (30)',
    });
    expect(shortage({ genre: ['Jazz'] }, [numbered(0)])!.hint).toBe('no track of the library names a genre');
  });

  it('is rules that leave nothing between them, with what the others would leave', () => {
    expect(shortage({ genre: ['Jazz'], artist: ['Artist 1'], wantedFrames: 9000 })).toEqual({
      message: 'no track that fits the other rules has the artist "Artist 1"',
      hint: 'leave the artist out, or ask for another',
      changes: [
        { column: 'artist', to: '' },
        { column: 'genre', to: '' },
      ],
    });
    expect(shortage({ genre: ['Jazz'], year: { min: 1861, max: 1863 }, wantedFrames: 9000 })).toEqual({
      message: 'none of the 30 tracks that fit the other rules is of 1861-1863',
      hint: 'the others are of 1960-2018: ask for years among these',
      changes: [{ column: 'year', to: '' }],
    });
  });

  it('is explicit forbidden where nobody marked the tracks', () =>
    expect(shortage({ explicit: 'forbid' })).toEqual({
      message:
        'none of the 60 tracks that fit the other rules is marked as clean; 59 of them have no clean-or-explicit mark',
      hint: expect.stringContaining('--treat-unknown-as clean'),
      changes: [{ column: 'explicit', to: 'avoid' }],
    }));

  it('is a medium that takes no such track', () =>
    expect(shortage({ minTrackFrames: 9001, maxTrackFrames: 18_000 })).toEqual({
      message: 'no fitting track is between 2:00 and 4:00 long, as the medium needs',
      hint: 'ask for a larger medium, or for other music',
      changes: [],
    }));

  it('is that all tracks are longer than wanted', () => {
    expect(shortage({ wantedFrames: 4500 })).toEqual({
      message: 'the shortest of the 60 fitting tracks lasts 2:00, longer than the wanted 1:00',
      hint: 'ask for 2:00 or more',
      changes: [],
    });
    expect(shortage({ wantedFrames: 8999, overFrames: 1 })).toBeNull();
  });

  it('is a library that is too small', () => {
    expect(shortage({ genre: ['Jazz'], wantedFrames: 450_000 })).toEqual({
      message: 'wanted 1:40:00, but the library holds only 1:00:00 that fit (30 tracks)',
      hint: 'leave the genre out, or ask for 1:00:00 or less',
      changes: [
        { column: 'genre', to: '' },
        { column: 'duration', to: '1:00:00' },
      ],
    });
    // 3 % less is better than any other change.
    expect(shortage({ genre: ['Jazz'], wantedFrames: 279_000 })!.hint).toBe(
      'ask for 1:00:00 or less, or leave the genre out',
    );
    expect(shortage({ wantedFrames: 1_000_000 })!.hint).toBe('ask for 2:00:00 or less');
    expect(
      shortage({ genre: ['Polka'], wantedFrames: 450_000 }, [
        ...library,
        numbered(99, { genres: ['Polka'], frames: 140 * 75 }),
      ])!.message,
    ).toBe('wanted 1:40:00, but the library holds only 2:20 that fit (1 track)');
  });

  it('is that lengths do not add up', () => {
    expect(shortage({ wantedFrames: 13_000, toleranceFrames: 0 })).toMatchObject({
      message: 'wanted 2:53, the nearest that the 60 fitting tracks can make without going over is 2:00',
      hint: 'ask for 2:00 or less',
    });
    expect(shortage({ wantedFrames: 13_000, toleranceFrames: 0, overFrames: 4500 })!.message).toBe(
      'wanted 2:53, the nearest that the 60 fitting tracks can make with 1:00 over at the most is 2:00',
    );
  });

  it('is rules that may not give way', () =>
    expect(shortage({ hardRules: [{ kind: 'cap', by: 'artist', most: 1 }] })).toEqual({
      message:
        'wanted 20:00, the nearest that the 60 fitting tracks can make without going over under the rules that may not give way is 12:00',
      hint: 'ask for 12:00 or less',
      changes: [{ column: 'duration', to: '12:00' }],
    }));

  it('is other lists of the batch, which have used up what fits', () => {
    const pool = makePool(library);
    const uses = new Map(library.slice(0, 56).map((_, index) => [pool.recording(index), 1]));
    const history = { restedDays: new Map(), uses, mostUses: 1 };
    const { reasons } = generate(makeBrief(), selector(pool), history, 1);
    expect(reasons.shortage).toEqual({
      message: 'wanted 20:00, but of the 2:00:00 that fit only 8:00 are not in other lists of the batch yet',
      hint: 'ask for 8:00 or less',
      changes: [{ column: 'duration', to: '8:00' }],
    });
  });

  it('is other lists of the batch, which have left nothing that adds up', () => {
    const pool = makePool(library);
    const uses = new Map(library.slice(0, 50).map((_, index) => [pool.recording(index), 1]));
    const history = { restedDays: new Map(), uses, mostUses: 1 };
    const { reasons } = generate(makeBrief({ wantedFrames: 8000 + 9000 }), selector(pool), history, 1);
    expect(reasons.shortage!.message).toBe(
      'wanted 3:47, the nearest that the 10 fitting tracks not in other lists of the batch yet can make without going over is 2:00',
    );
  });

  it('is lists of other days', () => {
    const pool = makePool(library);
    const restedDays = new Map(library.slice(0, 56).map((_, index) => [pool.recording(index), 3]));
    const history = { restedDays, uses: new Map(), mostUses: Infinity };
    const fresh = [{ kind: 'fresh', days: 7 }] as const;
    const shortageOf = (facts: Partial<Brief>): Shortage | null =>
      generate(makeBrief(facts), selector(pool), history, 1).reasons.shortage;
    expect(shortageOf({ rules: fresh })).toBeNull();
    expect(shortageOf({ hardRules: fresh })).toMatchObject({
      message: expect.stringContaining('under the rules that may not give way is 8:00'),
      hint: 'ask for 8:00 or less',
    });
  });
});
