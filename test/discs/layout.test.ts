import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLES_PER_FRAME } from '../../src/base/frames.ts';
import { layOut } from '../../src/discs/layout.ts';
import { cd21 } from '../../src/discs/media/cd-21.ts';
import { SPLITS } from '../../src/discs/splits/index.ts';
import { trackFrames } from '../../src/model/track.ts';
import { makeTrack } from '../make-track.ts';
import { AUDIO_MEDIA, layoutInput } from './make.ts';

const tracks = fc.array(
  fc
    .record({
      lengthSamples: fc.oneof(fc.integer({ min: 1, max: 44_100 * 600 }), fc.integer({ min: 1, max: 300_000 })),
      sampleRate: fc.constantFrom(44_100, 48_000, 96_000, 88_200),
    })
    .map(makeTrack),
  { minLength: 1, maxLength: 250 },
);

describe('laws of every layout', () => {
  it('has every track once, contiguous, never over the medium, each disc in the order of the list', () => {
    fc.assert(
      fc.property(tracks, fc.constantFrom(...AUDIO_MEDIA), fc.constantFrom(...SPLITS), (list, medium, split) => {
        const { discs } = layOut(layoutInput(list, { medium, split: split.id }));
        const placed = discs.flatMap((disc) => disc.tracks).sort((a, b) => a.position - b.position);
        expect(placed.map(({ track }) => track)).toEqual(list);
        expect(placed.map(({ position }) => position)).toEqual(list.map((_, i) => i + 1));
        for (const [i, disc] of discs.entries()) {
          expect(disc).toMatchObject({ number: i + 1, of: discs.length, split: discs.length === 1 ? null : split.id });
          expect(disc.frames).toBeLessThanOrEqual(medium.capacityFrames);
          expect(disc.tracks.length).toBeLessThanOrEqual(medium.maxTracks);
          let next = 0;
          for (const [j, track] of disc.tracks.entries()) {
            expect(track).toMatchObject({ number: j + 1, startFrame: next });
            if (j > 0) expect(track.position).toBeGreaterThan(disc.tracks[j - 1]!.position);
            expect(track.frames).toBe(Math.max(trackFrames(track.track), medium.minTrackFrames));
            next += track.frames;
          }
          expect(disc.frames).toBe(next);
        }
      }),
    );
  });

  it('begins a new disc only when the next track does not fit', () => {
    fc.assert(
      fc.property(tracks, (list) => {
        const { discs } = layOut(layoutInput(list, { medium: cd21 }));
        for (const [i, disc] of discs.slice(0, -1).entries()) {
          const isFull = disc.tracks.length === cd21.maxTracks;
          expect(isFull || disc.frames + discs[i + 1]!.tracks[0]!.frames > cd21.capacityFrames).toBe(true);
        }
      }),
    );
  });

  it('gives the same layout for the same playlist', () => {
    const input = layoutInput([makeTrack(), makeTrack()], { copies: 3 });
    expect(layOut(input)).toEqual(layOut(input));
  });
});

describe('a list for several discs', () => {
  const minutes = (...lengths: number[]) =>
    lengths.map((length, i) => makeTrack({ frames: length * 4500, title: `${i}` }));
  const list = minutes(12, 14, 8, 6, 12, 8);

  it.each([
    ['in-order', [[1], [2], [3, 4], [5, 6]]],
    ['balanced', [[1], [2], [3, 4], [5, 6]]],
    [
      'packed',
      [
        [1, 3],
        [2, 4],
        [5, 6],
      ],
    ],
  ])('is split %s', (split, positions) => {
    const { discs } = layOut(layoutInput(list, { medium: cd21, split }));
    expect(discs.map((disc) => disc.tracks.map(({ position }) => position))).toEqual(positions);
  });

  it('tells where the discs do not keep its order', () => {
    const warnings = (tracks: typeof list, split: string) =>
      layOut(layoutInput(tracks, { medium: cd21, split })).warnings;
    expect(warnings(list, 'packed')).toEqual([
      'the tracks of the list are reordered over 3 discs (split packed): what its order and rules promise of neighbours holds for the list, not for the discs',
    ]);
    expect(warnings(list, 'in-order')).toEqual([]);
    expect(warnings(list, 'balanced')).toEqual([]);
    expect(warnings(minutes(20, 20), 'packed')).toEqual([]);
    expect(warnings(minutes(5, 5), 'packed')).toEqual([]);
  });

  it('makes the same disc by every split where one is enough, and others where not', () => {
    const ids = (tracks: typeof list) =>
      new Set(SPLITS.map(({ id }) => layOut(layoutInput(tracks, { medium: cd21, split: id })).discs[0]!.id)).size;
    expect(ids(minutes(5, 5))).toBe(1);
    expect(ids(list)).toBe(SPLITS.length);
  });

  it('counts the silence that fills up short tracks', () => {
    const tracks = Array.from({ length: 6 }, () => makeTrack({ frames: 1 }));
    const medium = { ...cd21, capacityFrames: 900 };
    for (const { id } of SPLITS) {
      const { discs } = layOut(layoutInput(tracks, { medium, split: id }));
      expect(discs.map(({ frames }) => frames)).toEqual([900, 900]);
    }
  });

  it('is not split in a way that nobody knows', () => {
    expect(() => layOut(layoutInput(list, { split: 'packt' }))).toThrow(
      expect.objectContaining({ code: 'unknown-split', hint: 'did you mean packed?' }),
    );
  });

  it('spreads artists whose names are written differently, and leaves those without a name alone', () => {
    const artists = ['Björk', 'BJORK', 'Bjork!', 'björk', '', '', '', ''];
    const tracks = artists.map((artist) => makeTrack({ frames: 20_000, artist }));
    const { discs } = layOut(layoutInput(tracks, { medium: cd21, split: 'packed' }));
    expect(discs.map((disc) => disc.tracks.map(({ position }) => position <= 4))).toEqual([
      [true, true, false, false],
      [true, true, false, false],
    ]);
  });
});

describe('titles and performers', () => {
  it('numbers the discs in their titles only where there are several', () => {
    const titles = (count: number) =>
      layOut(
        layoutInput(
          Array.from({ length: count }, () => makeTrack()),
          { title: 'Mix' },
        ),
      ).discs.map((disc) => disc.title);
    expect(titles(99)).toEqual(['Mix']);
    expect(titles(100)).toEqual(['Mix (disc 1 of 2)', 'Mix (disc 2 of 2)']);
  });

  it('takes the given performer, else the one of all tracks, else various', () => {
    const performer = (artists: string[], given: string | null = null) =>
      layOut(
        layoutInput(
          artists.map((artist) => makeTrack({ artist })),
          { performer: given },
        ),
      ).discs[0]!.performer;
    expect(performer(['A', 'B'], 'DJ C')).toBe('DJ C');
    expect(performer(['Björk', 'BJORK'])).toBe('Björk');
    expect(performer(['A', 'B'])).toBe('Various Artists');
    expect(performer(['A', ''])).toBe('Various Artists');
    expect(performer([''])).toBe('Various Artists');
  });
});

describe('ids', () => {
  it('gives every disc and copy its own id and serial', () => {
    const { discs } = layOut(
      layoutInput(
        Array.from({ length: 150 }, () => makeTrack()),
        { copies: 2 },
      ),
    );
    const copies = discs.flatMap((disc) => disc.copies);
    expect(copies.map((copy) => copy.serial)).toEqual([
      '4KQ7-ZT01-1-01',
      '4KQ7-ZT01-1-02',
      '4KQ7-ZT01-2-01',
      '4KQ7-ZT01-2-02',
    ]);
    expect(new Set([...discs, ...copies].map((one) => one.id)).size).toBe(6);
  });

  it('gives another disc id on another medium, and none that depends on the copies', () => {
    const id = (details: Parameters<typeof layoutInput>[1]) => layOut(layoutInput([makeTrack()], details)).discs[0]!.id;
    expect(id({ medium: cd21 })).not.toBe(id({}));
    expect(id({ copies: 7 })).toBe(id({ copies: 1 }));
  });
});

describe('tracks that do not fit the standard', () => {
  it('fills a short track with silence and says so', () => {
    const exact = 300 * SAMPLES_PER_FRAME;
    const list = [exact, exact - SAMPLES_PER_FRAME, exact - 1, 1].map((lengthSamples) => makeTrack({ lengthSamples }));
    const { discs, warnings } = layOut(layoutInput(list));
    expect(discs[0]!.tracks.map((track) => track.frames)).toEqual([300, 300, 300, 300]);
    expect(warnings.map((text) => text.slice(0, 19))).toEqual(['track 2 "A title" i', 'track 4 "A title" i']);
  });

  it('refuses a track that is longer than the medium, by name', () => {
    const long = makeTrack({ frames: cd21.capacityFrames + 1, title: 'Long\u001b[2J' });
    expect(() => layOut(layoutInput([makeTrack(), long], { medium: cd21 }))).toThrow(
      expect.objectContaining({
        code: 'track-too-long',
        message: 'track 2 "Long\\x1b[2J" is 21:00.013 long, more than the 21:00 of a cd-21',
        hint: expect.stringContaining('medium'),
      }),
    );
  });

  it('refuses an empty playlist', () => {
    expect(() => layOut(layoutInput([]))).toThrow(expect.objectContaining({ code: 'empty-playlist' }));
  });
});
