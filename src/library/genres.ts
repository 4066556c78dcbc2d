import { compareText } from '../base/text.ts';
import { genresReader } from '../model/genres/track-genres.ts';
import { canonicalStyle, GENRES, senseOf, stylesOf, type Sense } from '../model/genres/vocabulary.ts';
import type { Track } from '../model/track.ts';

/** How much there is of something. */
export interface Amount {
  readonly tracks: number;
  readonly lengthMs: number;
}

/** Tracks that are tagged alike. */
export type TaggedAmount = Amount & Pick<Track, 'genres' | 'styles'>;

/** A genre or style and how much there is of it. */
export interface GenreCount extends Amount {
  readonly name: string;
}

/** What a library has of each genre. Everything is in order of names. */
export interface GenreCounts extends Amount {
  /** Genres of the tree, each with the styles and free names that its tracks are tagged with. */
  readonly genres: readonly (GenreCount & { readonly styles: readonly GenreCount[] })[];
  /** Names that belong to no genre of the tree. */
  readonly free: readonly GenreCount[];
  /** Tracks without genre and style. */
  readonly untagged: Amount;
}

/**
 * Counts tracks by what their genre and style tags mean. A genre counts the tracks that asking for it would find; a track
 * with several counts in each. Names that mean the same are one, written as in the vocabulary, free ones as the first of
 * them by code units.
 *
 * @param all also those of the vocabulary of which there are none
 */
export function countGenres(amounts: readonly TaggedAmount[], all = false): GenreCounts {
  const read = genresReader();
  const genres = new Map<string, Tally>(GENRES.map((name) => [name, new Map()]));
  const byGenre: Tally = new Map();
  const free: Tally = new Map();
  for (const amount of amounts) {
    const tags = read(amount);
    for (const genre of tags.genres) count(byGenre, genre, genre, amount);
    for (const [sense, isStyle] of distinct(tags.senses, amount.genres.length)) {
      const under = genresAbove(sense, isStyle, tags.genres);
      for (const genre of under) count(genres.get(genre)!, sense.id, sense.name, amount);
      if (under.length === 0 && sense.genre === null) count(free, sense.id, sense.name, amount);
    }
  }
  if (all) addVocabulary(byGenre, genres);
  return {
    ...sum(amounts),
    genres: inOrder(byGenre).map((genre) => ({ ...genre, styles: inOrder(genres.get(genre.name)!, genre.name) })),
    free: inOrder(free),
    untagged: sum(amounts.filter((amount) => amount.genres.length + amount.styles.length === 0)),
  };
}

type Tally = Map<string, GenreCount>;

function count(tally: Tally, id: string, name: string, { tracks, lengthMs }: Amount): void {
  const old = tally.get(id) ?? { name, tracks: 0, lengthMs: 0 };
  const first = compareText(name, old.name) < 0 ? name : old.name;
  tally.set(id, { name: first, tracks: old.tracks + tracks, lengthMs: old.lengthMs + lengthMs });
}

/** Each sense once, and whether none but style tags have it. */
function distinct(senses: readonly Sense[], genreTags: number): Iterable<readonly [Sense, boolean]> {
  const found = new Map<string, readonly [Sense, boolean]>();
  for (const [i, sense] of senses.entries()) if (!found.has(sense.id)) found.set(sense.id, [sense, i >= genreTags]);
  return found.values();
}

/** The genres, of those that a track counts for, under which to show one of its tags; a free style stands under all. */
function genresAbove(sense: Sense, isStyle: boolean, genres: ReadonlySet<string>): readonly string[] {
  const others = [...genres].filter((genre) => genre !== sense.genre);
  const own = others.filter((genre) => sense.homes.includes(genre) || sense.styleOf.includes(genre));
  return own.length > 0 || !isStyle || sense.genre !== null ? own : others;
}

function addVocabulary(byGenre: Tally, genres: ReadonlyMap<string, Tally>): void {
  for (const [genre, styles] of genres) {
    if (!byGenre.has(genre)) byGenre.set(genre, { name: genre, tracks: 0, lengthMs: 0 });
    for (const name of stylesOf(genre)) {
      const { id } = senseOf(name);
      if (!styles.has(id)) styles.set(id, { name, tracks: 0, lengthMs: 0 });
    }
  }
}

/** How much several amounts are together. */
export function sum(amounts: readonly Amount[]): Amount {
  return {
    tracks: amounts.reduce((total, { tracks }) => total + tracks, 0),
    lengthMs: amounts.reduce((total, { lengthMs }) => total + lengthMs, 0),
  };
}

/** Styles are written as their genre writes them. */
function inOrder(tally: Tally, genre?: string): GenreCount[] {
  const counts = [...tally.values()].map((entry) => ({ ...entry, name: canonicalStyle(entry.name, genre) }));
  return counts.sort((a, b) => compareText(a.name, b.name));
}
