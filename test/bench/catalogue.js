/** Tracks without files: those of a published catalogue where it lies beside the repository, else made up. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { contentId } from '../../dist/base/ids.js';
import { seededRandom, shuffled } from '../../dist/base/random.js';
import { PROJECT } from './place.js';

export const REAL = join(PROJECT, '../shared/data/catalogue/spotify_songs.csv');

/** The genres and styles of the published catalogue, as columns of an order. */
export const KINDS = Object.entries({
  pop: ['dance pop', 'post-teen pop', 'electropop', 'indie poptimism'],
  rap: ['hip hop', 'southern hip hop', 'gangster rap', 'trap'],
  rock: ['album rock', 'classic rock', 'permanent wave', 'hard rock'],
  latin: ['tropical', 'latin pop', 'reggaeton', 'latin hip hop'],
  'r&b': ['urban contemporary', 'hip pop', 'new jack swing', 'neo soul'],
  edm: ['electro house', 'big room', 'pop edm', 'progressive electro house'],
}).flatMap(([genre, styles]) => styles.map((style) => ({ genre, style })));

/** So many of them; beyond the catalogue's own, variations on it. */
export function catalogue(count) {
  return [...tracksOf(count)];
}

/** The same one after the other, for more of them than memory should hold. */
export function* tracksOf(count) {
  const originals = existsSync(REAL) ? realTracks() : madeUpTracks();
  const random = seededRandom(2);
  for (let i = 0; i < count; i++) {
    const round = Math.floor(i / originals.length);
    const original = originals[i % originals.length];
    yield round === 0 ? original : variation(original, round, random);
  }
}

/** Another recording with the same sound: another title by another artist, up to a tenth longer or shorter. */
function variation(track, round, random) {
  const share = 0.9 + (0.2 * random()) / 0x1_0000_0000;
  return withPlace({
    ...track,
    id: contentId('track', track.id, round),
    // In front, since what stands behind a dash or in brackets may tell a version only.
    title: `${round} ${track.title}`,
    artist: `${round} ${track.artist}`,
    album: `${round} ${track.album}`,
    lengthSamples: Math.round(track.lengthSamples * share),
  });
}

/** By chance in their order, so that the first thousand are of all genres. A track of several playlists has the genres of all. */
function realTracks() {
  const tracks = new Map();
  for (const row of parse(readFileSync(REAL), { columns: true })) {
    const track = tracks.get(row.track_id) ?? realTrack(row);
    tracks.set(row.track_id, track);
    if (!track.genres.includes(row.playlist_genre)) track.genres.push(row.playlist_genre);
    if (!track.styles.includes(row.playlist_subgenre)) track.styles.push(row.playlist_subgenre);
  }
  return shuffled([...tracks.values()], seededRandom(1));
}

function realTrack(row) {
  return trackOf({
    id: contentId('track', row.track_id),
    title: row.track_name,
    artist: row.track_artist,
    album: row.track_album_name,
    genres: [],
    styles: [],
    year: Number(row.track_album_release_date.slice(0, 4)),
    bpm: Number(row.tempo) || null,
    key: camelot(Number(row.key), row.mode === '1'),
    energy: Number(row.energy),
    ms: Number(row.duration_ms),
  });
}

/** With the mean length and the spread of popular music: 226 s and 60 s. */
function madeUpTracks() {
  const random = seededRandom(1);
  const share = () => random() / 0x1_0000_0000;
  return Array.from({ length: 30_000 }, (_, i) =>
    trackOf({
      id: contentId('track', i),
      title: `Song ${i}`,
      artist: `Artist ${Math.floor(share() * 10_000)}`,
      album: `Album ${Math.floor(share() * 20_000)}`,
      genres: [KINDS[i % KINDS.length].genre],
      styles: [KINDS[i % KINDS.length].style],
      year: 1960 + Math.floor(share() * 60),
      bpm: 60 + 120 * share(),
      key: camelot(Math.floor(share() * 12), share() < 0.5),
      energy: share(),
      ms: 226_000 + 60_000 * Math.sqrt(3) * (share() + share() + share() + share() - 2),
    }),
  );
}

function trackOf({ ms, ...facts }) {
  return withPlace({
    ...facts,
    albumArtist: '',
    isrc: null,
    explicit: null,
    codec: 'flac',
    sampleRate: 44_100,
    channels: 2,
    bitDepth: 16,
    trackNumber: null,
    discNumber: null,
    mood: null,
    gainDb: null,
    peak: null,
    musicbrainzRecordingId: null,
    musicbrainzTrackId: null,
    lengthSamples: Math.round(ms * 44.1),
  });
}

function withPlace(facts) {
  return { ...facts, path: `/music/${facts.id}.flac`, relativePath: `${facts.id}.flac` };
}

/** Camelot's name of a key by its pitch class, C being 0: fifths follow each other, and minor keys have their major's number. */
function camelot(pitchClass, isMajor) {
  const major = isMajor ? pitchClass : pitchClass + 3;
  return `${((major * 7 + 7) % 12) + 1}${isMajor ? 'B' : 'A'}`;
}
