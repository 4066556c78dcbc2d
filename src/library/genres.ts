import { compareText, fold } from '../base/text.ts';
import { trackLengthMs, type Track } from '../model/track.ts';

/** How much there is of a genre or style. */
export interface GenreCount {
  readonly name: string;
  readonly tracks: number;
  readonly lengthMs: number;
}

/**
 * Counts tracks by their genres, or by their styles; a track with several counts in each. Names that fold to the same
 * are one, written as the first of them by code units. In order of names.
 */
export function countGenres(tracks: readonly Track[], field: 'genres' | 'styles' = 'genres'): GenreCount[] {
  const counts = new Map<string, GenreCount>();
  for (const track of tracks) {
    for (const name of track[field]) {
      const { name: other, tracks, lengthMs } = counts.get(fold(name)) ?? { name, tracks: 0, lengthMs: 0 };
      const first = compareText(name, other) < 0 ? name : other;
      counts.set(fold(name), { name: first, tracks: tracks + 1, lengthMs: lengthMs + trackLengthMs(track) });
    }
  }
  return [...counts.values()].sort((a, b) => compareText(a.name, b.name));
}
