/** What a recording is known by, and how what catalogues tell of it becomes facts on a track. */
import { contentId } from '../base/ids.ts';
import { fold } from '../base/text.ts';
import { creditsOf } from '../model/credits.ts';
import { trackLengthMs } from '../model/track.ts';
import type { TaggedFacts } from './catalogue-store.ts';
import type { CatalogueTrack } from './catalogues/catalogue.ts';
import { completeNames } from './file-names.ts';
import type { TrackFacts } from './read-track.ts';

/** Lengths of one recording differ by so much from program to program, and from one edge of silence to another. */
const SAME_LENGTH_MS = 3000;

/** By what a recording is known, and the id of a track without audio that begins with it. */
export type RecordingKey = readonly [key: string, id: string];

export function recordingKey(key: string): RecordingKey {
  return [key, contentId('recording', key)];
}

/** What keys begin with that are made of the folded title and a folded credit of a track with audio. */
export const AUDIO = 'audio:';

/** A track that only catalogues name has this codec. */
export const NO_CODEC = '';

/** The folded title with the first credit, as such keys have them; null where one of them is missing. */
export function namesOf({ title, artists }: Pick<CatalogueTrack, 'title' | 'artists'>): string | null {
  const credit = artists.length === 0 ? undefined : firstCredit(artists[0]!);
  return title === '' || credit === undefined ? null : `${fold(title)}\n${credit}`;
}

const MAX_REMEMBERED = 10_000;
const remembered = new Map<string, string | undefined>();

/** Artists have many tracks, so the last ones are remembered. */
function firstCredit(artist: string): string | undefined {
  if (remembered.has(artist)) return remembered.get(artist);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const [credit] = creditsOf(artist);
  remembered.set(Buffer.from(artist).toString(), credit);
  return credit;
}

/** By what a track with audio is found: its ISRC, its ids in MusicBrainz, and its title with everybody credited. */
export function audioKeysOf(facts: TrackFacts, relativePath: string): readonly string[] {
  const { title, artist } = completeNames(facts, relativePath);
  const names = title === '' ? [] : creditsOf(artist).map((credit) => `${AUDIO}${fold(title)}\n${credit}`);
  const ids = [facts.musicbrainzRecordingId, facts.musicbrainzTrackId].flatMap((id) => id ?? []);
  return [...(facts.isrc === null ? [] : [`isrc:${facts.isrc}`]), ...ids.map((id) => `musicbrainz:${id}`), ...names];
}

/** Whether a track that has the names of a recording can be it: not where lengths or ISRCs that both tell differ. */
export function mayBe(facts: TrackFacts | null, isrc: string | null, lengthMs: number | null): boolean {
  if (facts === null || (isrc !== null && facts.isrc !== null && isrc !== facts.isrc)) return false;
  return lengthMs === null || facts.lengthSamples === 0 || Math.abs(lengthMs - trackLengthMs(facts)) <= SAME_LENGTH_MS;
}

/** What catalogues have told of a track without audio; its ids at services are among the keys. */
export function toldOf(facts: TrackFacts): CatalogueTrack {
  return {
    title: facts.title,
    artist: facts.artist,
    artists: facts.artist === '' ? [] : facts.artist.split('; '),
    album: facts.album,
    albumArtist: facts.albumArtist,
    genres: facts.genres,
    styles: facts.styles,
    year: facts.year,
    bpm: facts.bpm,
    key: facts.key,
    energy: facts.energy,
    explicit: facts.explicit,
    isrc: facts.isrc,
    lengthMs: facts.lengthSamples === 0 ? null : trackLengthMs(facts),
    ids: [],
  };
}

export function taggedOf({ genres, styles, isrc, year, bpm, key, energy, explicit }: TrackFacts): TaggedFacts {
  return { genres, styles, isrc, year, bpm, key, energy, explicit };
}

/** What a file and catalogues say together: genres and styles of both, all else as the file says, where it does. */
export function enriched(facts: TrackFacts, tags: TaggedFacts, told: CatalogueTrack): TrackFacts {
  return {
    ...facts,
    genres: withNames(tags.genres, told.genres),
    styles: withNames(tags.styles, told.styles),
    isrc: tags.isrc ?? told.isrc,
    year: tags.year ?? told.year,
    bpm: tags.bpm ?? told.bpm,
    key: tags.key ?? told.key,
    energy: tags.energy ?? told.energy,
    explicit: tags.explicit ?? told.explicit,
  };
}

/** The file's own names first, as it writes them. */
function withNames(own: readonly string[], more: readonly string[]): readonly string[] {
  const known = new Set(own.map(fold));
  return [...own, ...more.filter((name) => !known.has(fold(name)))];
}
