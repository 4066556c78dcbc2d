import { compareText, nearest } from '../../base/text.ts';
import { genreKey, genreKeysReader, styleKey } from '../../model/genres/genre-keys.ts';
import { nearestNames } from '../../model/genres/nearest-names.ts';
import { creditsOf } from '../../model/credits.ts';
import { fold } from '../../base/text.ts';
import type { Values } from '../../model/texts.ts';
import type { GenreNames, TrackTable } from '../../model/track-table.ts';
import type { Constraint } from './constraint.ts';

/** Where names stand in the table: a value for each track, and which values pass. */
interface NamesColumn {
  readonly at: Int32Array;
  readonly count: number;
  /** The names of a value, for people. */
  names(value: number): readonly string[];
  /** Whether a value has one of the wanted names. */
  test(wanted: readonly string[]): (value: number) => boolean;
  /** Names that are there and might be meant, best first. */
  near(wanted: string, counts: ReadonlyMap<string, number>): readonly string[];
}

/** A rule by names, written in any way that means the same. */
function namesConstraint(
  field: 'genre' | 'style' | 'artist',
  columnOf: (table: TrackTable) => NamesColumn,
): Constraint {
  return {
    id: field,
    asks: (brief) => brief[field],
    accepts: (brief, { table }) => {
      if (brief[field].length === 0) return null;
      const column = columnOf(table);
      const test = column.test(brief[field]);
      const passes = Array.from({ length: column.count }, (_, value) => test(value));
      return (index) => passes[column.at[index]!]!;
    },
    explainNone: (brief, { table }) => explainNone(field, brief[field], columnOf(table)),
  };
}

function explainNone(field: string, wanted: readonly string[], column: NamesColumn): { message: string; hint: string } {
  const counts = new Map<string, number>();
  for (const value of column.at) {
    for (const name of column.names(value)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const isThere = (name: string): boolean => {
    const test = column.test([name]);
    return column.at.some(test);
  };
  const unknown = wanted.filter((name) => !isThere(name));
  const asked = wanted.map((name) => JSON.stringify(name)).join(' or ');
  if (unknown.length < wanted.length)
    return {
      message: `no track that fits the other rules has the ${field} ${asked}`,
      hint: `leave the ${field} out, or ask for another`,
    };
  const near = column.near(unknown[0]!, counts);
  const most = [...counts]
    .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
    .slice(0, 5)
    .map(([name, count]) => `${name} (${count})`);
  const some = most.length > 0 ? `the library has ${most.join(', ')}` : `no track of the library names a ${field}`;
  return {
    message: `no track has the ${field} ${asked}`,
    hint: near.length > 0 ? `did you mean ${near.join(', ')}?` : some,
  };
}

function genreColumn(keyOf: typeof genreKey): (table: TrackTable) => NamesColumn {
  return ({ genre: { at, values } }) => ({
    at,
    count: values.length,
    names: (value) => [...values.at(value)!.genres, ...values.at(value)!.styles],
    test: (wanted) => {
      const asked = new Set(wanted.map(keyOf));
      const keys = keysOf(values);
      return (value) => keys[value]!.some((key) => asked.has(key));
    },
    near: nearestNames,
  });
}

/** Worked out once for a table: each order of a batch asks for another style. */
const KEYS = new WeakMap<Values<GenreNames>, readonly (readonly string[])[]>();

function keysOf(values: Values<GenreNames>): readonly (readonly string[])[] {
  const keys = KEYS.get(values) ?? Array.from(values, genreKeysReader());
  KEYS.set(values, keys);
  return keys;
}

function artistColumn({ artist: { at, values } }: TrackTable): NamesColumn {
  return {
    at,
    count: values.length,
    names: (value) => [values.at(value)!],
    // Who asks for an artist wants what the artist is a guest on as well.
    test: (wanted) => {
      const names = new Set(wanted.map(fold));
      const isWanted = (name: string): boolean =>
        names.has(fold(name)) || creditsOf(name).some((one) => names.has(one));
      return (value) => isWanted(values.at(value)!);
    },
    near: (wanted, counts) =>
      [nearest(wanted, [...counts.keys()].sort(compareText))].filter((name) => name !== undefined),
  };
}

/** Both look at genre and style tags: libraries that know no styles often name the style as the genre. */
export const genre = namesConstraint('genre', genreColumn(genreKey));
export const style = namesConstraint('style', genreColumn(styleKey));
export const artist = namesConstraint('artist', artistColumn);
