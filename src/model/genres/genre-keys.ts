import type { Track } from '../track.ts';
import { genresReader } from './track-genres.ts';
import { senseOf, type Sense } from './vocabulary.ts';

/**
 * A reader of the keys under which a track is found: one for each genre of the tree that it counts for, one for each name
 * in its tags, and one for each name of which that is a kind. None stands for two things.
 */
export function genreKeysReader(): (track: Pick<Track, 'genres' | 'styles'>) => readonly string[] {
  const read = genresReader();
  return (track) => {
    const { genres, senses } = read(track);
    const names = senses.flatMap(({ id, kinds }) => [id, ...kinds]);
    return [...new Set([...[...genres].map(keyOfGenre), ...names.map(keyOfName)])];
  };
}

/** The key that finds what a wanted genre takes (see `matchesGenre`). */
export function genreKey(wanted: string): string {
  return keyOf(senseOf(wanted), ({ genre }) => genre);
}

/** The key that finds what a wanted style takes (see `matchesStyle`). */
export function styleKey(wanted: string): string {
  return keyOf(senseOf(wanted), ({ genre, styleOf }) => (styleOf.length > 0 ? null : genre));
}

function keyOf(sense: Sense, genreOf: (sense: Sense) => string | null): string {
  const genre = genreOf(sense);
  return genre === null ? keyOfName(sense.id) : keyOfGenre(genre);
}

function keyOfGenre(genre: string): string {
  return `genre:${genre}`;
}

function keyOfName(id: string): string {
  return `name:${id}`;
}
