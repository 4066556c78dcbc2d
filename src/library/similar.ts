import { creditsOf } from '../model/credits.ts';
import { recordingTitle } from '../model/recording.ts';
import type { TrackTable } from '../model/track-table.ts';
import type { Track } from '../model/track.ts';

const MOST = 50;
const BEGINNING = 5;

/**
 * Makes the search for tracks that may be meant by names: those with the same title but for its version, those with
 * titles that begin alike, and those of the same artists; 50 of each at the most. Goes through the table once, at the
 * first question.
 */
export function similarTracks(table: () => TrackTable): (names: { title: string; artist: string }) => Track[] {
  let index: ReadonlyMap<string, readonly number[]> | undefined;
  return ({ title, artist }) => {
    index ??= indexOf(table());
    const keys = [...titleKeys(title), ...creditsOf(artist).map(creditKey)];
    return [...new Set(keys.flatMap((key) => index!.get(key) ?? []))].map((at) => table().track(at));
  };
}

function indexOf(table: TrackTable): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  const creditKeys = Array.from(table.artist.values, (artist) => creditsOf(artist).map(creditKey));
  for (let i = 0; i < table.count; i++) {
    for (const key of [...titleKeys(table.titles.at(i)!), ...creditKeys[table.artist.at[i]!]!]) {
      const tracks = index.get(key);
      if (tracks === undefined) index.set(key, [i]);
      else if (tracks.length < MOST) tracks.push(i);
    }
  }
  return index;
}

function titleKeys(title: string): string[] {
  const whole = recordingTitle(title);
  return [`title:${whole}`, `beginning:${whole.slice(0, BEGINNING)}`];
}

function creditKey(credit: string): string {
  return `credit:${credit}`;
}
