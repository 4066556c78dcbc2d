import type { Track } from '../track.ts';
import { genreKey, genreKeysReader, styleKey } from './genre-keys.ts';

type Test = (track: Pick<Track, 'genres' | 'styles'>) => boolean;

/**
 * The test whether a track has one of the wanted genres. Genre and style tags are looked at alike, for many libraries know no
 * styles and name the style as the genre.
 *
 * - A wanted genre of the tree, `Rock` or `Funk / Soul`, takes all tracks that count for it (see `genresReader`): those tagged
 *   so or by an alias, and those that only name a style of it, as `Punk`. A style of two genres counts for both, unless the
 *   track names one of these: `Disco` alone is found by Electronic and by Funk / Soul, `Electronic` + `Disco` only by
 *   Electronic. Styles that tell nothing of the genre (`Instrumental`, of Hip Hop) don't count for it.
 * - Any other wanted name takes the tracks that name it, or an alias, or a kind of it: `R&B` takes `Contemporary R&B`, `Techno`
 *   takes `Detroit Techno`, which Discogs has not, but not its style `Dub Techno`. `Soul` does not take `Funk / Soul`.
 * - A name that is a genre's and a style's is taken for the genre, in tags and wishes: `Hip Hop` and `Latin`, though styles of
 *   Electronic, don't count for Electronic; `Classical` and `Reggae` are styles of themselves.
 */
export function matchesGenre(wanted: readonly string[]): Test {
  return compile(wanted.map(genreKey));
}

/**
 * The same for wanted styles. A name that is a genre's and a style's is taken for the style here: `Latin` takes what is
 * tagged so, but not all `Salsa`.
 */
export function matchesStyle(wanted: readonly string[]): Test {
  return compile(wanted.map(styleKey));
}

function compile(wanted: readonly string[]): Test {
  const keys = new Set(wanted);
  const read = genreKeysReader();
  return (track) => read(track).some((key) => keys.has(key));
}
