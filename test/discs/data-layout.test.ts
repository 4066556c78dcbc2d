import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discLists } from '../../src/batch/disc-lists.ts';
import { discFiles, discPlan } from '../../src/discs/data/disc-files.ts';
import { layOutFiles, type DataLayoutInput } from '../../src/discs/data/layout.ts';
import { bd100 } from '../../src/discs/media/bd-100.ts';
import { dvdPlusR } from '../../src/discs/media/dvd-plus-r.ts';
import { mp3Cd } from '../../src/discs/media/mp3-cd.ts';
import { SPLITS } from '../../src/discs/splits/index.ts';
import type { DataDisc } from '../../src/model/disc.ts';
import type { DataMedium } from '../../src/model/medium.ts';
import type { Track } from '../../src/model/track.ts';
import { makeTrack } from '../make-track.ts';
import { layoutInput } from './make.ts';

type Sized = readonly [bytes: number, facts: Partial<Track>];

function inputOf(sized: readonly Sized[], medium: DataMedium, split = 'in-order'): DataLayoutInput {
  const tracks = sized.map(([, facts], i) => makeTrack({ id: String(i), ...facts }));
  const bytesOf = new Map(tracks.map((track, i) => [track, sized[i]![0]]));
  const extension = medium.profile === 'car' ? 'mp3' : 'flac';
  const fileOf = (track: Track) => ({ bytes: bytesOf.get(track)!, extension, mp3: null });
  return { ...layoutInput(tracks, { split }), medium, fileOf, lists: discLists };
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', 'A', '東京 😀', '../..', 'CON', 'a\\b/c:*?"<>|', '\u202egpj'),
);
const track = (most: number): fc.Arbitrary<Sized> =>
  fc.tuple(
    fc.oneof(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: 5000 })),
    fc.record({ title: text, artist: text }),
  );

describe('laws of every layout of files', () => {
  it.each([mp3Cd, dvdPlusR])('%s: every track once, and no image larger than its medium', (medium) => {
    // So small that a few files fill it: what directories and lists take matters most then.
    const small = { ...medium, capacitySectors: 640 };
    fc.assert(
      fc.property(
        fc.array(track(700_000), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(...SPLITS),
        (sized, { id }) => {
          const input = inputOf(sized, small, id);
          const { discs } = layOutFiles(input);
          const placed = discs.flatMap((disc) => disc.tracks).sort((a, b) => a.position - b.position);
          expect(placed.map((one) => one.track)).toEqual(input.playlist.tracks);
          for (const [i, disc] of discs.entries()) {
            expect(disc).toMatchObject({ number: i + 1, of: discs.length });
            expect(disc.sectors).toBeLessThanOrEqual(small.capacitySectors);
            expect(disc.sectors).toBe(discPlan(disc, discLists).sectors);
            for (const { file } of disc.tracks) expect(file).toMatch(SAFE[medium.profile]);
            expect(new Set(disc.tracks.map(({ file }) => file.toLowerCase())).size).toBe(disc.tracks.length);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('wastes less than two sectors a track where one more disc begins', () => {
    const sized: Sized[] = Array.from({ length: 400 }, (_, i) => [3_000_000 + i * 1000, { title: `Title ${i}` }]);
    const { discs } = layOutFiles(inputOf(sized, { ...dvdPlusR, capacitySectors: 200_000 }));
    for (const [i, disc] of discs.slice(0, -1).entries()) {
      const next = Math.ceil(discs[i + 1]!.tracks[0]!.bytes / 2048);
      expect(disc.sectors + next + 2 * disc.tracks.length + 32).toBeGreaterThan(200_000);
    }
  });

  it('tells of MP3s that old players may skip, where it is for such', () => {
    const rates = [44_100, 22_050, 48_000, 24_000, 8000];
    const sized = rates.map((sampleRate): Sized => [1000, { sampleRate }]);
    expect(layOutFiles(inputOf(sized, mp3Cd)).warnings).toEqual([
      'track 2 "A title" (and 2 more) has a sample rate of 22050 Hz and is copied as it is: old players may skip MP3s of less than 32000 Hz',
    ]);
    expect(layOutFiles(inputOf(sized, dvdPlusR)).warnings).toEqual([]);
    expect(
      layOutFiles(
        inputOf(
          sized.filter(([, { sampleRate }]) => sampleRate! > 40_000),
          mp3Cd,
        ),
      ).warnings,
    ).toEqual([]);
  });

  it('refuses a track that no disc holds, before anything is read', () => {
    const sized: Sized[] = [
      [1000, {}],
      [5e9, { title: 'Large\u001b[2J' }],
    ];
    expect(() => layOutFiles(inputOf(sized, dvdPlusR))).toThrow(
      expect.objectContaining({
        code: 'track-too-large',
        message: 'track 2 "Large\\x1b[2J" takes 5.0 GB, more than fits on a dvd+r (4.7 GB)',
      }),
    );
    expect(layOutFiles(inputOf(sized, bd100)).discs).toHaveLength(1);
  });

  it('fills a disc to its last 32 sectors with one file', () => {
    const medium = { ...dvdPlusR, capacitySectors: 3200 };
    const alone = (sectors: number) => layOutFiles(inputOf([[sectors * 2048, {}]], medium)).discs[0]!.sectors;
    let most = 3000;
    while (most < 3200 && !throws(() => alone(most + 1))) most++;
    expect(alone(most)).toBe(3200);
    expect(() => alone(most + 1)).toThrow(/more than fits/);
  });
});

/** What Windows, macOS, Linux and Joliet take; for cars ASCII of at most 31 characters. */
const SAFE = {
  plain: /^(\d+-\d+\/)?\d{2,}[^<>:"/\\|?*;\u0000-\u001f\ud800-\udfff]{0,61}\.flac$/,
  car: /^(\d+-\d+\/)?(?=[^/]{1,31}$)\d{2,}[ A-Za-z0-9()&,+-]*\.mp3$/,
} as const;

function throws(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}

describe('the files of a disc', () => {
  const disc = (count: number, medium: DataMedium, facts: Partial<Track> = {}): DataDisc =>
    layOutFiles(
      inputOf(
        Array.from({ length: count }, () => [1000, facts] as const),
        medium,
      ),
    ).discs[0]!;
  const names = (one: DataDisc): string[] => discFiles(one, discLists, () => '').map(({ path }) => path);

  it('lie in its root where there are few, else in folders of at most 99', () => {
    expect(names(disc(2, dvdPlusR, { artist: 'AC/DC', title: 'T.N.T.' }))).toEqual([
      '01 - AC_DC - T.N.T.flac',
      '02 - AC_DC - T.N.T.flac',
      'playlist.m3u',
      'playlist.m3u8',
      'SHA256SUMS',
    ]);
    expect(names(disc(96, mp3Cd)).every((path) => !path.includes('/'))).toBe(true);
    const folders = names(disc(250, mp3Cd)).map((path) => path.split('/').slice(0, -1).join('/'));
    expect(
      Object.fromEntries([...new Set(folders)].map((one) => [one, folders.filter((f) => f === one).length])),
    ).toEqual({
      '001-099': 99,
      '100-198': 99,
      '199-250': 52,
      '': 3,
    });
  });

  it('are at most 255 on a disc for cars', () => {
    const { discs } = layOutFiles(
      inputOf(
        Array.from({ length: 600 }, () => [1000, {}] as const),
        mp3Cd,
      ),
    );
    expect(discs.map((one) => names(one).length)).toEqual([255, 255, 99]);
  });

  it('are in the order of the list in both trees of an image', () => {
    const sorted = names(disc(1200, dvdPlusR)).slice(0, 1200);
    expect([...sorted].sort()).toEqual(sorted);
  });

  it('are named by playlists of both kinds', () => {
    const one = disc(100, mp3Cd, { artist: 'Björk', title: '東京' });
    const [m3u, m3u8] = discLists(one).map(({ content }) => Buffer.from(content));
    expect(m3u!.toString('latin1').split('\r\n').slice(0, 4)).toEqual([
      '#EXTM3U',
      '#PLAYLIST:A playlist',
      '#EXTINF:4,Björk - DongJing',
      '001-099\\001 DongJing.mp3',
    ]);
    expect(m3u8!.toString().split('\n').slice(3, 5)).toEqual(['#EXTINF:4,Björk - 東京', '001-099/001 DongJing.mp3']);
  });
});
