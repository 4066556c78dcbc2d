/** How the table `tracks` holds what is known of a track: what goes in, and what comes out. */
import type { KnownFacts } from '../model/track-table.ts';
import type { TrackFacts } from './read-track.ts';

/** The columns of the table `tracks`. */
export const COLUMNS = {
  id: 'id',
  title: 'title',
  artist: 'artist',
  album: 'album',
  albumArtist: 'album_artist',
  genres: 'genres',
  styles: 'styles',
  isrc: 'isrc',
  year: 'year',
  bpm: 'bpm',
  key: 'key',
  energy: 'energy',
  explicit: 'explicit',
  trackNumber: 'track_number',
  discNumber: 'disc_number',
  mood: 'mood',
  gainDb: 'gain_db',
  peak: 'peak',
  musicbrainzRecordingId: 'musicbrainz_recording_id',
  musicbrainzTrackId: 'musicbrainz_track_id',
  codec: 'codec',
  sampleRate: 'sample_rate',
  channels: 'channels',
  bitDepth: 'bit_depth',
  lengthSamples: 'length_samples',
} as const satisfies Record<keyof TrackFacts, string>;
/** Each fact with its column. */
export const FIELDS = Object.entries(COLUMNS);

/** What the table of all tracks leaves out. */
export const PLACE_FIELDS = [
  ...(['isrc', 'codec', 'channels', 'bitDepth', 'trackNumber', 'discNumber', 'mood', 'gainDb', 'peak'] as const),
  ...(['musicbrainzRecordingId', 'musicbrainzTrackId'] as const),
] satisfies Exclude<keyof TrackFacts, keyof KnownFacts>[];

/** Those of a track that has no file, in the order in which it is put. */
export const NAMED_COLUMNS = [
  ...['id', 'title', 'artist', 'album', 'album_artist', 'genres', 'styles', 'isrc', 'year', 'bpm', 'key', 'energy'],
  ...['explicit', 'length_samples'],
];

/** What the files of a track tell, and what its audio is known by; null where nobody has read it yet. */
export interface Content {
  readonly content: string | null;
  readonly audio: string | null;
}

/** A track as SQLite holds it: lists as JSON, truth as 1 or 0. */
export type StoredTrack = Omit<TrackFacts, 'genres' | 'styles' | 'explicit'> & {
  readonly genres: string;
  readonly styles: string;
  readonly explicit: number | null;
};

export function rowOf({ genres, styles, explicit, ...facts }: TrackFacts): StoredTrack {
  return {
    ...facts,
    genres: JSON.stringify(genres),
    styles: JSON.stringify(styles),
    explicit: explicit === null ? null : Number(explicit),
  };
}

export function factsOf({ genres, styles, explicit, ...facts }: StoredTrack): TrackFacts {
  return {
    ...facts,
    genres: JSON.parse(genres) as string[],
    styles: JSON.parse(styles) as string[],
    explicit: explicit === null ? null : explicit === 1,
  };
}
