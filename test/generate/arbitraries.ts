/** Libraries and rules by chance. */
import fc from 'fast-check';
import type { ListRule } from '../../src/model/list-rule.ts';
import type { Track } from '../../src/model/track.ts';
import { makeTrack } from '../make-track.ts';

const frames = fc.integer({ min: 300, max: 40_000 });
const title = fc.oneof(
  fc.nat(200).map((n) => `Title ${n}`),
  fc.nat(5).map((n) => `Title ${n} (2011 Remaster)`),
  fc.constantFrom('Title 1 [Live]', 'Title 2 (feat. C)', '', '!!!', '__proto__'),
);
const artist = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H') },
  fc.constantFrom('A feat. B', 'C & D', 'Various Artists', '', 'constructor'),
);

/** Tracks of all sorts: guests, compilations, several versions, and facts that nobody knows. */
const track = fc.record({
  title,
  artist,
  album: fc.constantFrom('', 'Album 1', 'Album 2', 'Album 3', 'Hits'),
  albumArtist: fc.constantFrom('', '', 'A', 'Various Artists'),
  genres: fc.constantFrom<string[][]>([], ['Jazz'], ['Rock'], ['Jazz', 'Rock']),
  styles: fc.constantFrom<string[][]>([], [], ['Bossa Nova']),
  year: fc.oneof(fc.constant(null), fc.integer({ min: 1960, max: 2020 })),
  bpm: fc.oneof(
    fc.constant(null),
    fc.integer({ min: 600, max: 1800 }).map((tenths) => tenths / 10),
  ),
  key: fc.constantFrom(null, '1A', '8A', '8B', '12B'),
  energy: fc.oneof(
    fc.constant(null),
    fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
  ),
  explicit: fc.constantFrom(null, true, false),
  frames,
});

/** Up to so many tracks, each with an id of its own that says at which index it stands. */
export function libraries(maxLength: number, minLength = 0): fc.Arbitrary<Track[]> {
  return fc.array(track, { minLength, maxLength }).map((all) => all.map((facts, n) => numbered(n, facts)));
}

/** A track whose id is the n-th in order. */
export function numbered(n: number, facts: Partial<Track> & { readonly frames?: number } = {}): Track {
  return makeTrack({
    id: `t${String(n).padStart(6, '0')}`,
    path: `/music/${n}.flac`,
    relativePath: `${n}.flac`,
    title: `Title ${n}`,
    artist: `Artist ${n}`,
    album: '',
    ...facts,
  });
}

const least = fc.nat(60);
export const listRule: fc.Arbitrary<ListRule> = fc.oneof(
  fc.record({ kind: fc.constant('cap'), by: fc.constantFrom('artist', 'album'), most: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    kind: fc.constant('gap'),
    by: fc.constantFrom('artist', 'album', 'title'),
    least: fc.integer({ min: 1, max: 4 }),
    unit: fc.constant('tracks'),
  }),
  fc.record({
    kind: fc.constant('gap'),
    by: fc.constantFrom('artist', 'title'),
    least: fc.integer({ min: 75, max: 60_000 }),
    unit: fc.constant('frames'),
  }),
  fc.record({
    kind: fc.constant('window'),
    by: fc.constantFrom('artist', 'album'),
    frames: fc.integer({ min: 4500, max: 200_000 }),
    most: fc.integer({ min: 1, max: 4 }),
    inARow: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    kind: fc.constant('quota'),
    of: fc.constantFrom(
      { by: 'genre', name: 'Jazz' } as const,
      { by: 'genre', name: 'Bossa Nova' } as const,
      { by: 'artist', name: 'A' } as const,
      { by: 'decade', name: '1990s', from: 1990 } as const,
    ),
    bound: fc.constantFrom('least', 'most'),
    percent: fc.integer({ min: 0, max: 100 }),
  }),
  fc.record({ kind: fc.constant('fresh'), days: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('spread'), by: fc.constantFrom('year', 'bpm'), most: least }),
  fc.record({ kind: fc.constant('spread'), by: fc.constant('energy'), most: least.map((n) => n / 100) }),
);
export const listRules = fc.array(listRule, { maxLength: 4 });
