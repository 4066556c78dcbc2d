import { creditsOf } from '../model/credits.ts';
import { recordingTitle } from '../model/recording.ts';
import type { TrackTable } from '../model/track-table.ts';
import type { Track } from '../model/track.ts';

const MOST = 50;

/**
 * Makes the search for tracks that may be meant by names: those with the same title but for its version, and those of
 * the same artists; 50 of each at the most. Goes through the table once, at the first question.
 */
export function similarTracks(table: () => TrackTable): (names: { title: string; artist: string }) => Track[] {
  let index: { titles: Map<string, number[]>; credits: Map<string, number[]> } | undefined;
  return ({ title, artist }) => {
    index ??= indexOf(table());
    const found = new Set(index.titles.get(recordingTitle(title)));
    for (const credit of creditsOf(artist)) for (const at of index.credits.get(credit) ?? []) found.add(at);
    return [...found].map((at) => table().track(at));
  };
}

function indexOf(table: TrackTable): { titles: Map<string, number[]>; credits: Map<string, number[]> } {
  const titles = new Map<string, number[]>();
  const credits = new Map<string, number[]>();
  const creditsAt = table.artist.values.map(creditsOf);
  for (let i = 0; i < table.count; i++) {
    add(titles, recordingTitle(table.titles[i]!), i);
    for (const credit of creditsAt[table.artist.at[i]!]!) add(credits, credit, i);
  }
  return { titles, credits };
}

function add(index: Map<string, number[]>, name: string, track: number): void {
  const tracks = index.get(name);
  if (tracks === undefined) index.set(name, [track]);
  else if (tracks.length < MOST) tracks.push(track);
}
