import { compareText, fold, nearest } from '../../base/text.ts';
import type { TrackTable } from '../../model/track-table.ts';
import type { Shortage } from '../../model/reasons.ts';
import type { Constraint } from './constraint.ts';

/** A column of the table with names in it. */
interface NamesColumn {
  readonly at: Int32Array;
  /** The names of each value. */
  readonly names: readonly (readonly string[])[];
}

/**
 * A rule by names: a track passes if one of its names is, folded, one of the wanted ones. `field` is the field of the
 * brief, `columnOf` where the names stand.
 */
export function namesConstraint(
  field: 'genre' | 'style' | 'artist',
  columnOf: (table: TrackTable) => NamesColumn,
): Constraint {
  return {
    id: field,
    asks: (brief) => brief[field],
    accepts: (brief, { table }) => {
      if (brief[field].length === 0) return null;
      const wanted = new Set(brief[field].map(fold));
      const { at, names } = columnOf(table);
      const passes = names.map((some) => some.some((name) => wanted.has(fold(name))));
      return (index) => passes[at[index]!]!;
    },
    explainNone: (brief, { table }) => explainNone(field, brief[field], columnOf(table)),
  };
}

function explainNone(field: string, wanted: readonly string[], { at, names }: NamesColumn): Omit<Shortage, 'changes'> {
  const counts = new Map<string, number>();
  for (const value of at) for (const name of names[value]!) counts.set(name, (counts.get(name) ?? 0) + 1);
  const folded = new Set([...counts.keys()].map(fold));
  const unknown = wanted.filter((name) => !folded.has(fold(name)));
  const asked = wanted.map((name) => JSON.stringify(name)).join(' or ');
  if (unknown.length < wanted.length)
    return {
      message: `no track that fits the other rules has the ${field} ${asked}`,
      hint: `leave the ${field} out, or ask for another`,
    };
  const near = nearest(unknown[0]!, [...counts.keys()].sort(compareText));
  const most = [...counts]
    .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
    .slice(0, 5)
    .map(([name, count]) => `${name} (${count})`);
  const some = most.length > 0 ? `the library has ${most.join(', ')}` : `no track of the library names a ${field}`;
  return { message: `no track has the ${field} ${asked}`, hint: near ? `did you mean ${near}?` : some };
}
