import type { Track } from '../track.ts';
import { senseOf, type Sense } from './vocabulary.ts';

/** What the genre and style tags of a track mean, taken together. */
export interface TrackGenres {
  /** Of its tags, genres first. */
  readonly senses: readonly Sense[];
  /** The genres of the tree for which it counts. */
  readonly genres: ReadonlySet<string>;
}

/**
 * A reader of tags that looks up each name once. A track counts for each genre of the tree that one of its tags names, in
 * the genre or the style. A tag that names none counts for the genres to which it belongs; of several (`Disco`: Electronic,
 * Funk / Soul) for those alone that other tags name, if they name one.
 */
export function genresReader(): (track: Pick<Track, 'genres' | 'styles'>) => TrackGenres {
  const known = new Map<string, Sense>();
  const look = (name: string): Sense => {
    const sense = known.get(name) ?? senseOf(name);
    known.set(name, sense);
    return sense;
  };
  return (track) => {
    const senses = [...track.genres, ...track.styles].map(look);
    const named = new Set(senses.flatMap(({ genre }) => genre ?? []));
    const lone = senses.filter(({ homes }) => !homes.some((home) => named.has(home)));
    return { senses, genres: new Set([...named, ...lone.flatMap(({ countsFor }) => countsFor)]) };
  };
}
