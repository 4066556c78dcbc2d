/**
 * What the names of genres and styles mean: the tree of Discogs as the backbone, aliases and numbers of ID3v1, and all other
 * names as they are. Pure; any text goes in.
 */
import { ALIASES } from './aliases.ts';
import { DISCOGS_TREE } from './discogs-tree.ts';
import { ID3V1_GENRES } from './id3v1-genres.ts';
import { nameKey } from './name-key.ts';
import { FAMILIES, HEADS, LESS_THAN_DISCOGS, OUTSIDERS, UNPLACED } from './usage.ts';

/** What a name means. */
export interface Sense {
  /** The same for all names that mean the same. */
  readonly id: string;
  /** The vocabulary's spelling; that of a name which it doesn't know is as it came. */
  readonly name: string;
  readonly known: boolean;
  /** The genre of the tree that it names, or null. It may be the name of a style, too. */
  readonly genre: string | null;
  /** The genres of the tree that have a style of this name. */
  readonly styleOf: readonly string[];
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
  return knownSense(withoutNumber(name)) ?? freeSense(name);
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
  return senseOf(style).styleOf;
}

/** The styles that stand under a genre of the tree, in order of names; none for another name. */
export function stylesOf(genre: string): readonly string[] {
  return DISCOGS_TREE.get(senseOf(genre).genre ?? '') ?? [];
}

function buildSenses(): ReadonlyMap<string, Sense> {
  const senses = new Map<string, Sense>();
  const get = (name: string): Sense => senses.get(nameKey(name)) ?? { ...unplaced(name), known: true };
  const put = (name: string, more: Partial<Sense>): void => void senses.set(nameKey(name), { ...get(name), ...more });
  const place = (name: string, home: string): void => {
    const { genre, homes: others } = get(name);
    const homes = genre === null ? [...others, home] : [genre];
    put(name, { homes, countsFor: LESS_THAN_DISCOGS.get(name) ?? homes });
  };
  for (const genre of GENRES) put(genre, { genre, homes: [genre], countsFor: [genre] });
  for (const [genre, names] of [...DISCOGS_TREE, ...OUTSIDERS]) for (const name of names) place(name, genre);
  for (const [genre, names] of DISCOGS_TREE)
    for (const name of names) put(name, { styleOf: [...get(name).styleOf, genre] });
  for (const name of UNPLACED) put(name, {});
  for (const [family, names] of FAMILIES) for (const name of names) put(name, { kinds: [nameKey(family)] });
  for (const [name, aliases] of ALIASES) for (const alias of aliases) senses.set(nameKey(alias), get(name));
  return senses;
}

function knownSense(name: string): Sense | undefined {
  const key = nameKey(name);
  return SENSES.get(key) ?? (key.endsWith('music') ? SENSES.get(key.slice(0, -'music'.length)) : undefined);
}

/** The name for a number of ID3v1, `17` or `(17)`; any other text as it is. */
function withoutNumber(name: string): string {
  const number = /^\s*\(?(\d{1,3})\)?\s*$/.exec(name)?.[1];
  return (number === undefined ? undefined : ID3V1_GENRES[Number(number)]) ?? name;
}

/** A name that the vocabulary doesn't know counts for the name with which it ends, if that is one that has kinds. */
function freeSense(name: string): Sense {
  const words = name.slice(-MAX_NAME).split(/[\s\-–_:/]+/);
  for (const ending of [words.slice(-3), words.slice(-2), words.slice(-1)]) {
    const head = knownSense(ending.join(' '));
    if (head === undefined || !HEADS.has(head.name)) continue;
    const { homes, countsFor, kinds } = head;
    return { ...unplaced(name), homes, countsFor, kinds: [head.id, ...kinds] };
  }
  return unplaced(name);
}

function unplaced(name: string): Sense {
  return { id: nameKey(name), name, known: false, genre: null, styleOf: [], homes: [], countsFor: [], kinds: [] };
}
