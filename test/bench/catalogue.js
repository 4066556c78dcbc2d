/** Tracks without files: those of a published catalogue where it lies beside the repository, else made up. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { seededRandom } from '../../dist/base/random.js';
import { PROJECT } from './place.js';

const REAL = join(PROJECT, '../shared/data/catalogue/spotify_songs.csv');

/** So many of them. */
export function catalogue(count) {
  return (existsSync(REAL) ? realTracks() : madeUpTracks(count)).slice(0, count);
}

function realTracks() {
  const rows = parse(readFileSync(REAL), { columns: true });
  const tracks = new Map(rows.map((row) => [row.track_id, row]));
  return [...tracks.values()].map((row) =>
    trackOf({
      id: row.track_id,
      title: row.track_name,
      artist: row.track_artist,
      album: row.track_album_name,
      genres: [row.playlist_genre],
      styles: [row.playlist_subgenre],
      bpm: Number(row.tempo),
      key: camelot(Number(row.key), row.mode === '1'),
      energy: Number(row.energy),
      ms: Number(row.duration_ms),
    }),
  );
}

/** With the mean length and the spread of popular music: 226 s and 60 s. */
function madeUpTracks(count) {
  const random = seededRandom(1);
  const share = () => random() / 0x1_0000_0000;
  return Array.from({ length: count }, (_, i) =>
    trackOf({
      id: String(i).padStart(16, '0'),
      title: `Song ${i}`,
      artist: `Artist ${Math.floor(share() * 400)}`,
      album: `Album ${Math.floor(share() * 800)}`,
      genres: ['Pop'],
      styles: [],
      bpm: 60 + 120 * share(),
      key: camelot(Math.floor(share() * 12), share() < 0.5),
      energy: share(),
      ms: 226_000 + 60_000 * Math.sqrt(3) * (share() + share() + share() + share() - 2),
    }),
  );
}

function trackOf({ id, title, artist, album, genres, styles, bpm, key, energy, ms }) {
  return {
    id,
    path: `/music/${id}.flac`,
    relativePath: `${id}.flac`,
    title,
    artist,
    album,
    albumArtist: '',
    genres,
    styles,
    isrc: null,
    year: null,
    bpm,
    key,
    energy,
    explicit: null,
    codec: 'flac',
    sampleRate: 44_100,
    channels: 2,
    bitDepth: 16,
    lengthSamples: Math.round(ms * 44.1),
  };
}

/** Camelot's name of a key by its pitch class, C being 0: fifths follow each other, and minor keys have their major's number. */
function camelot(pitchClass, isMajor) {
  const major = isMajor ? pitchClass : pitchClass + 3;
  return `${((major * 7 + 7) % 12) + 1}${isMajor ? 'B' : 'A'}`;
}
