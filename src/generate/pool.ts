/**
 * The tracks that lists are chosen from. To the library's columns it adds what choosing compares: who is credited, which
 * album, which recording, each as a number that stands for a folded name, worked out when it is first asked for.
 */
import { fold } from '../base/text.ts';
import { creditsOf } from '../model/credits.ts';
import { recordingTitle } from '../model/recording.ts';
import { tableOf, type GenreNames, type TrackTable } from '../model/track-table.ts';
import type { Track } from '../model/track.ts';
import type { ListTrack, Trait } from '../model/list-rule.ts';

export interface Pool {
  /** Its `frames` are what a track takes of the length of a list. */
  readonly table: TrackTable;
  /** The frames that each track plays, where it is by something else that a list is filled; absent: the table's. */
  readonly played?: Int32Array;
  /** The folded names of everybody credited, on the track or for its album. */
  artists(index: number): readonly string[];
  filedUnder(index: number): GenreNames;
  /** The folded names of an album and of whose it is, or null for none. */
  album(index: number): string | null;
  /** The folded name of whoever is credited first, or one of its own for a track that names nobody: no recording has two. */
  lead(index: number): string;
  /** A number for all versions of a recording; a track that names no artist is only itself. */
  recording(index: number): number;
  /** What rules on lists see of a track. */
  listTrack(index: number): ListTrack;
  /** The same without albums and titles where the rules look at other traits alone: to know them takes longer than the rest. */
  listTrackFor(index: number, traits: ReadonlySet<string>): ListTrack;
}

export function poolOf(table: TrackTable): Pool {
  const { artist, album, genre, titles, frames, year, bpm, energy } = table;
  // With their room from the start: filled here and there, they would become maps.
  const credits = Array.from<readonly string[] | undefined>({ length: artist.values.length });
  const albumCredits = Array.from<readonly string[] | undefined>({ length: album.artists.length });
  const albums = Array.from<string | undefined>({ length: album.titles.length });
  const recordings = new Int32Array(table.count);
  const numbers = new Map<string, number>();

  const creditsAt = (index: number): readonly string[] => {
    const at = artist.at[index]!;
    return (credits[at] ??= creditsOf(artist.values.at(at)!));
  };
  const artistsAt = (index: number): readonly string[] => {
    const own = creditsAt(index);
    const at = album.at[index]!;
    const others = (albumCredits[at] ??= creditsOf(album.artists.at(at)!));
    return others.every((name) => own.includes(name)) ? own : [...new Set([...own, ...others])];
  };
  const albumAt = (index: number): string | null => {
    const at = album.at[index]!;
    const name = (albums[at] ??= `${fold(album.titles.at(at)!)}\n${fold(album.artists.at(at)!)}`);
    if (name.startsWith('\n')) return null;
    // An album that names nobody is told from others of its title by the first artist of the track.
    return name.endsWith('\n') ? name + (creditsAt(index)[0] ?? '') : name;
  };
  const filedAt = (index: number): GenreNames => genre.values.at(genre.at[index]!)!;
  const leadAt = (index: number): string => creditsAt(index)[0] ?? `\n${table.ids.at(index)}`;
  const recordingAt = (index: number): number => {
    const known = recordings[index]!;
    if (known > 0) return known;
    const [first] = creditsAt(index);
    const key = first === undefined ? leadAt(index) : `${first}\n${recordingTitle(titles.at(index)!)}`;
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return (recordings[index] = number);
  };
  const listTrackFor = (index: number, traits: ReadonlySet<string>): ListTrack => {
    const name = traits.has('album') ? albumAt(index) : null;
    return {
      artists: artistsAt(index),
      albums: name === null ? NONE : [name],
      titles: traits.has('title') ? [recordingTitle(titles.at(index)!)] : NONE,
      filedUnder: filedAt(index),
      frames: frames[index]!,
      year: year[index] || null,
      bpm: Number.isNaN(bpm[index]!) ? null : bpm[index]!,
      energy: Number.isNaN(energy[index]!) ? null : energy[index]!,
    };
  };
  return {
    table,
    artists: artistsAt,
    filedUnder: filedAt,
    album: albumAt,
    lead: leadAt,
    recording: recordingAt,
    listTrack: (index) => listTrackFor(index, TRAITS),
    listTrackFor,
  };
}

const TRAITS: ReadonlySet<string> = new Set<Trait>(['artist', 'album', 'title']);
const NONE: readonly string[] = [];

/** What some tracks together take of the length of a list. */
export function framesOf({ table }: Pool, tracks: Indexes): number {
  return sumOf(table.frames, tracks);
}

/** The frames of some tracks that count for shares of a list's playing time. */
export function playedFramesOf({ table, played = table.frames }: Pool, tracks: Indexes): number {
  return sumOf(played, tracks);
}

type Indexes = readonly number[] | Uint32Array;

function sumOf(frames: Int32Array, tracks: Indexes): number {
  let sum = 0;
  // An iterator over millions of them leaves a record for each.
  for (let i = 0; i < tracks.length; i++) sum += frames[tracks[i]!]!;
  return sum;
}

/** What rules on lists see of a track that is in memory. */
export function listTrackOf(track: Track): ListTrack {
  return poolOf(tableOf([track])).listTrack(0);
}
