/**
 * The tracks that lists are chosen from. To the library's columns it adds what choosing compares: who is credited, which
 * album, which recording, each as a number that stands for a folded name, worked out when it is first asked for.
 */
import { fold } from '../base/text.ts';
import { creditsOf } from '../model/credits.ts';
import { recordingTitle } from '../model/recording.ts';
import { tableOf, type GenreNames, type TrackTable } from '../model/track-table.ts';
import type { Track } from '../model/track.ts';
import type { ListTrack } from '../model/list-rule.ts';

export interface Pool {
  readonly table: TrackTable;
  /** The folded names of everybody credited, on the track or for its album. */
  artists(index: number): readonly string[];
  filedUnder(index: number): GenreNames;
  /** The folded names of an album and of whose it is, or null for none. */
  album(index: number): string | null;
  /** A number for whoever is credited first, below 0 for a track that names no artist: recordings of two are never one. */
  lead(index: number): number;
  /** A number for all versions of a recording; a track that names no artist is only itself. */
  recording(index: number): number;
  /** What rules on lists see of a track. */
  listTrack(index: number): ListTrack;
}

export function poolOf(table: TrackTable): Pool {
  const { artist, album, genre, titles, frames, year, bpm, energy } = table;
  // With their room from the start: filled here and there, they would become maps.
  const credits = new Array<readonly string[] | undefined>(artist.values.length);
  const albumCredits = new Array<readonly string[] | undefined>(album.values.length);
  const albums = new Array<string | undefined>(album.values.length);
  const leads = new Int32Array(artist.values.length);
  const leadNumbers = numbersFrom(1);
  const recordings = new Int32Array(table.count);
  const recordingNumbers = numbersFrom(1);

  const creditsAt = (index: number): readonly string[] => {
    const at = artist.at[index]!;
    return (credits[at] ??= creditsOf(artist.values[at]!));
  };
  const artistsAt = (index: number): readonly string[] => {
    const own = creditsAt(index);
    const at = album.at[index]!;
    const others = (albumCredits[at] ??= creditsOf(album.values[at]!.artist));
    return others.every((name) => own.includes(name)) ? own : [...new Set([...own, ...others])];
  };
  const albumAt = (index: number): string | null => {
    const { title, artist } = album.values[album.at[index]!]!;
    if (title === '') return null;
    // An album that names nobody is told from others of its title by the first artist of the track.
    if (artist === '') return `${fold(title)}\n${creditsAt(index)[0] ?? ''}`;
    return (albums[album.at[index]!] ??= `${fold(title)}\n${fold(artist)}`);
  };
  const filedAt = (index: number): GenreNames => genre.values[genre.at[index]!]!;
  const leadAt = (index: number): number => {
    const at = artist.at[index]!;
    const [first] = creditsAt(index);
    return first === undefined ? -1 - index : (leads[at] ||= leadNumbers(first));
  };
  const recordingAt = (index: number): number => {
    const [first] = creditsAt(index);
    const key = (): string =>
      first === undefined ? `\n${table.ids[index]}` : `${first}\n${recordingTitle(titles[index]!)}`;
    return (recordings[index] ||= recordingNumbers(key()));
  };
  return {
    table,
    artists: artistsAt,
    filedUnder: filedAt,
    album: albumAt,
    lead: leadAt,
    recording: recordingAt,
    // What few rules look at is worked out when they do.
    listTrack: (index) => ({
      artists: artistsAt(index),
      get albums() {
        const name = albumAt(index);
        return name === null ? [] : [name];
      },
      get titles() {
        return [recordingTitle(titles[index]!)];
      },
      filedUnder: filedAt(index),
      frames: frames[index]!,
      year: year[index] || null,
      bpm: Number.isNaN(bpm[index]!) ? null : bpm[index]!,
      energy: Number.isNaN(energy[index]!) ? null : energy[index]!,
    }),
  };
}

/** Numbers texts in the order in which they first come. */
function numbersFrom(first: number): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const number = numbers.get(text) ?? first + numbers.size;
    numbers.set(text, number);
    return number;
  };
}

/** Frames of some tracks together. */
export function framesOf({ table }: Pool, tracks: readonly number[]): number {
  return tracks.reduce((sum, index) => sum + table.frames[index]!, 0);
}

/** What rules on lists see of a track that is in memory. */
export function listTrackOf(track: Track): ListTrack {
  return poolOf(tableOf([track])).listTrack(0);
}
