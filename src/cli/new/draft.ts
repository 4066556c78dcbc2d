/** One playlist in the making: what its row says so far. Pure; every change makes a new draft. */
import { hash32 } from '../../base/random.ts';
import { oneLine } from '../../base/text.ts';
import type { ColumnName } from '../../manifest/columns/index.ts';
import type { Cells } from '../../manifest/write.ts';

export interface Draft {
  /** As they were answered; those of tracks are names joined by `|`. */
  readonly cells: Cells;
  /** Tracks that stay beside the pinned ones, until something else than tracks is changed. */
  readonly held: readonly string[];
}

export const EMPTY_DRAFT: Draft = { cells: {}, held: [] };

/** The row as it is written: what is held is included like what is pinned. */
export function rowOf({ cells, held }: Draft): Cells {
  return withNames(cells, 'include', [...namesIn(cells.include), ...held]);
}

/** With another answer for a column; an empty one takes the column out. */
export function answered({ cells }: Draft, column: ColumnName, answer: string): Draft {
  return { cells: withCell(cells, column, oneLine(answer)), held: [] };
}

/** To be chosen again by another chance, which follows from the `seed` of the last one. */
export function rerolled(draft: Draft, seed: number): Draft {
  return answered(draft, 'seed', String(hash32(String(seed))));
}

/** Without a track; the `others` of its list stay. */
export function swapped({ cells }: Draft, name: string, others: readonly string[]): Draft {
  const pinned = namesIn(cells.include).filter((one) => one !== name);
  const excluded = withNames(cells, 'exclude', [...namesIn(cells.exclude), name]);
  return { cells: withNames(excluded, 'include', pinned), held: others.filter((one) => !pinned.includes(one)) };
}

/** With a track pinned, or no longer pinned where it was. */
export function pinToggled({ cells, held }: Draft, name: string): Draft {
  const pinned = namesIn(cells.include);
  const next = pinned.includes(name) ? pinned.filter((one) => one !== name) : [...pinned, name];
  return { cells: withNames(cells, 'include', next), held: held.filter((one) => one !== name) };
}

export function isPinned({ cells }: Draft, name: string): boolean {
  return namesIn(cells.include).includes(name);
}

function namesIn(cell: string | undefined): string[] {
  return (cell ?? '').split('|').filter((name) => name !== '');
}

function withNames(cells: Cells, column: 'include' | 'exclude', names: readonly string[]): Cells {
  return withCell(cells, column, [...new Set(names)].join('|'));
}

function withCell(cells: Cells, column: ColumnName, text: string): Cells {
  const { [column]: _before, ...others } = cells;
  return text === '' ? others : { ...others, [column]: text };
}
