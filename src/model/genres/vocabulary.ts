/**
 * What the names of genres and styles mean: the tree of Discogs as the backbone, aliases and numbers of ID3v1, and all other
 * names as they are. Pure; any text goes in.
 */
import { ALIASES } from './aliases.ts';
import { DISCOGS_TREE } from './discogs-tree.ts';
import { ID3V1_GENRES } from './id3v1-genres.ts';
import { nameKey } from './name-key.ts';
import { FAMILIES, HEADS, LESS_THAN_DISCOGS, OUTSIDERS, UNPLACED } from './outsiders.ts';

/** What a name means. */
export interface Sense {
  /** The same for all names that mean the same. */
  readonly id: string;
  /** The vocabulary's spelling; that of a name which it doesn't know is as it came. */
  readonly name: string;
  readonly known: boolean;
  /** The genre of the tree that it names, or null. It may be the name of a style, too. */
  readonly genre: string | null;
  /** Whether the tree has a style of this name. */
  readonly isStyle: boolean;
  /** Genres of the tree to which it may belong. */
  readonly homes: readonly string[];
  /** Those of them for which it counts in a track that names none of `homes`. */
  readonly countsFor: readonly string[];
  /** Ids of the names of which it is a kind: `detroit techno` is `techno`. */
  readonly kinds: readonly string[];
}

/** The genres of the tree, in order of names. */
export const GENRES: readonly string[] = [...DISCOGS_TREE.keys()];

const MAX_NAME = 100;
const SENSES = buildSenses();

/** The vocabulary's names, each once. */
export const KNOWN_NAMES: readonly string[] = [...new Set([...SENSES.values()].map(({ name }) => name))];

/** What a name means. Names that fold to the same have the same sense; a number is taken as one of ID3v1. */
export function senseOf(name: string): Sense {
  return knownSense(name) ?? freeSense(name);
}

/**
 * The vocabulary's spelling of a name that stands for a genre: that of the genre, else of the style or of another name that it
 * knows, else the name as it is. The canonical name of a canonical name is itself.
 */
export function canonicalGenre(name: string): string {
  return senseOf(name).name;
}

/** The same for a style: where two genres spell it in two ways (`Bossa Nova`, `Bossanova`), as `genre` does. */
export function canonicalStyle(name: string, genre?: string): string {
  const { id, name: canonical } = senseOf(name);
  return (genre === undefined ? undefined : stylesOf(genre).find((style) => nameKey(style) === id)) ?? canonical;
}

/** The genres of the tree under which a style stands; none for a name that is no style. */
export function genresOfStyle(style: string): readonly string[] {
  const { id } = senseOf(style);
  return GENRES.filter((genre) => DISCOGS_TREE.get(genre)!.some((name) => nameKey(name) === id));
}

/** The styles that stand under a genre of the tree, in order of names; none for another name. */
export function stylesOf(genre: string): readonly string[] {
  return DISCOGS_TREE.get(senseOf(genre).genre ?? '') ?? [];
}

function buildSenses(): ReadonlyMap<string, Sense> {
  const senses = new Map<string, Sense>();
  const put = (name: string, more: Partial<Sense>): void => {
    const id = nameKey(name);
    const none = { id, name, known: true, genre: null, isStyle: false, homes: [], countsFor: [], kinds: [] };
    senses.set(id, { ...(senses.get(id) ?? none), ...more });
  };
  const place = (name: string, home: string, isStyle: boolean): void => {
    const { genre = null, homes: others = [] } = senses.get(nameKey(name)) ?? {};
    const homes = genre === null ? [...others, home] : [genre];
    put(name, { isStyle, homes, countsFor: LESS_THAN_DISCOGS.get(name) ?? homes });
  };
  for (const genre of GENRES) put(genre, { genre, homes: [genre], countsFor: [genre] });
  for (const [genre, names] of DISCOGS_TREE) for (const name of names) place(name, genre, true);
  for (const [genre, names] of OUTSIDERS) for (const name of names) place(name, genre, false);
  for (const name of UNPLACED) put(name, {});
  for (const [family, names] of FAMILIES) for (const name of names) put(name, { kinds: [nameKey(family)] });
  for (const [name, aliases] of ALIASES)
    for (const alias of aliases) senses.set(nameKey(alias), senses.get(nameKey(name))!);
  return senses;
}

function knownSense(name: string): Sense | undefined {
  const number = /^\s*\(?(\d{1,3})\)?\s*$/.exec(name)?.[1];
  const key = nameKey(number === undefined ? name : (ID3V1_GENRES[Number(number)] ?? name));
  return SENSES.get(key) ?? (key.endsWith('music') ? SENSES.get(key.slice(0, -'music'.length)) : undefined);
}

/** A name that the vocabulary doesn't know counts for the name with which it ends, if that is one that has kinds. */
function freeSense(name: string): Sense {
  const free = { id: nameKey(name), name, known: false, genre: null, isStyle: false };
  const words = name.slice(-MAX_NAME).split(/[\s\-–_:/]+/);
  for (const ending of [words.slice(-3), words.slice(-2), words.slice(-1)]) {
    const head = knownSense(ending.join(' '));
    if (head === undefined || !HEADS.has(head.name)) continue;
    return { ...free, homes: head.homes, countsFor: head.countsFor, kinds: [head.id, ...head.kinds] };
  }
  return { ...free, homes: [], countsFor: [], kinds: [] };
}
