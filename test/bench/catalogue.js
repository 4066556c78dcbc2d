import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { seededRandom } from '../../dist/base/random.js';
import { PROJECT } from './place.js';

const REAL_LENGTHS = join(PROJECT, '../shared/data/catalogue/spotify_songs.csv');

/** So many tracks without files: those of a published catalogue where it lies beside the repository, else made up. */
export function catalogue(count) {
  const songs = existsSync(REAL_LENGTHS) ? realSongs() : madeUpSongs(count);
  return songs.slice(0, count).map(({ id, title, artist, genre, ms }) => ({
    id,
    path: `/music/${id}.flac`,
    relativePath: `${id}.flac`,
    title,
    artist,
    album: '',
    genres: [genre],
    styles: [],
    isrc: null,
    codec: 'flac',
    sampleRate: 44_100,
    channels: 2,
    bitDepth: 16,
    lengthSamples: Math.round(ms * 44.1),
  }));
}

function realSongs() {
  const rows = parse(readFileSync(REAL_LENGTHS), { columns: true });
  const songs = new Map(
    rows.map((row) => [
      row.track_id,
      {
        id: row.track_id,
        title: row.track_name,
        artist: row.track_artist,
        genre: row.playlist_genre,
        ms: Number(row.duration_ms),
      },
    ]),
  );
  return [...songs.values()];
}

/** Lengths with the mean and the spread of popular music: 226 s and 60 s. */
function madeUpSongs(count) {
  const random = seededRandom(1);
  const share = () => random() / 0x1_0000_0000;
  return Array.from({ length: count }, (_, i) => ({
    id: createHash('sha256').update(String(i)).digest('hex').slice(0, 22),
    title: `Song ${i}`,
    artist: `Artist ${i % 400}`,
    genre: ['pop', 'rock', 'jazz'][i % 3],
    ms: 226_000 + 60_000 * (share() + share() + share() + share() - 2) * Math.sqrt(3),
  }));
}
