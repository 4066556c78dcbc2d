import { fold, nearest } from '../../base/text.ts';
import { accept, refuse, showCell, type Column, type ParsedCell } from './column.ts';

/** Reads one of the `ids`, written in any way that folds to it. `what` it is stands in the message and in the code. */
export function oneOf<Id extends string>(what: string, ids: readonly Id[], cell: unknown): ParsedCell<Id> {
  const known =
    typeof cell === 'string'
      ? // A sign may be all that tells two of them apart (dvd+r, dvd-r).
        (ids.find((id) => id === cell.trim().toLowerCase()) ?? ids.find((id) => fold(id) === fold(cell)))
      : undefined;
  if (known !== undefined) return accept(known);
  const near = typeof cell === 'string' ? nearest(cell, ids) : undefined;
  return refuse(
    `unknown-${what.replaceAll(' ', '-')}`,
    `${showCell(cell)} is not a known ${what}`,
    near ? `did you mean ${near}?` : `write one of ${ids.join(', ')}`,
  );
}

/** A column whose value is one of a few; where it is empty, `defaultId`. */
export function choiceColumn<Id extends string>(
  what: string,
  { ids, defaultId }: { readonly ids: readonly Id[]; readonly defaultId: Id },
  { summary, example }: Pick<Column<Id>, 'summary' | 'example'>,
): Column<Id> {
  return {
    summary: `${summary}: ${ids.join(', ')}; by default ${defaultId}`,
    example,
    schema: { type: 'string', enum: ids, default: defaultId },
    absent: defaultId,
    parse: (cell) => oneOf(what, ids, cell),
  };
}
