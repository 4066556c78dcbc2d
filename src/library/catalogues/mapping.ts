import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl, fold, nearest } from '../../base/text.ts';
import type { TableRecord } from './catalogue.ts';
import { CATALOGUE_FIELDS, durationHeader, idHeader, namesOf, type CatalogueField, type Unit } from './columns.ts';
import { parseLength, parseNumber } from './lengths.ts';

/** A column that somebody or something names for a field; an empty name means that no column is to be taken for it. */
export interface WantedColumn {
  readonly field: CatalogueField;
  readonly column: string;
  readonly unit: Unit | null;
}

export interface MappedColumn {
  readonly field: CatalogueField;
  /** As the header writes it. */
  readonly column: string;
  readonly index: number;
  readonly unit: Unit | null;
  /** For people: how this is known. */
  readonly why: string;
}

/** Which columns are read as what, in the order of fields, and which are not read. */
export interface Mapping {
  readonly columns: readonly MappedColumn[];
  readonly passedOver: readonly string[];
}

export interface MappingSources {
  readonly columns: readonly string[];
  /** The first records, by which units are guessed. */
  readonly sample: readonly TableRecord[];
  /** What the kind of catalogue settles. */
  readonly fixed: readonly WantedColumn[];
  /** What somebody wants; goes before all else. */
  readonly wanted: readonly WantedColumn[];
}

/**
 * Guesses by header and first values what the columns of a table are.
 *
 * @throws AppError `map-unknown-column`; `catalogue-no-title` where nothing can name the tracks
 */
export function guessMapping(sources: MappingSources): Mapping {
  const { columns, sample, fixed, wanted } = sources;
  const found: MappedColumn[] = wanted.flatMap((want) => resolve(want, columns, 'it was named for it'));
  const settled = new Set(wanted.map((want) => want.field));
  for (const want of fixed) {
    if (!settled.has(want.field)) found.push(...resolve(want, columns, 'files of this kind have it there'));
  }
  for (const want of found) settled.add(want.field);
  const taken = new Set(found.map((column) => column.index));
  for (const field of CATALOGUE_FIELDS) {
    if (settled.has(field)) continue;
    for (const column of guessField(field, columns, sample, taken)) {
      found.push(column);
      taken.add(column.index);
    }
  }
  if (!found.some(({ field }) => field === 'title' || field === 'path')) throw noTitle(columns);
  const order = (column: MappedColumn): number => CATALOGUE_FIELDS.indexOf(column.field);
  return {
    columns: found.map((column) => withUnit(column, sample)).sort((a, b) => order(a) - order(b) || a.index - b.index),
    passedOver: columns.filter((_, index) => !taken.has(index)),
  };
}

function resolve(want: WantedColumn, columns: readonly string[], why: string): MappedColumn[] {
  if (want.column === '') return [];
  const exact = columns.indexOf(want.column);
  const index = exact >= 0 ? exact : columns.findIndex((column) => fold(column) === fold(want.column));
  if (index >= 0) return [{ field: want.field, column: columns[index]!, index, unit: want.unit, why }];
  const near = nearest(want.column, columns);
  throw new AppError('map-unknown-column', `there is no column "${escapeControl(want.column)}"`, {
    hint: near === undefined ? `the columns are ${shownHeader(columns)}` : `did you mean "${escapeControl(near)}"?`,
    exitCode: ExitCode.usage,
  });
}

function guessField(
  field: CatalogueField,
  columns: readonly string[],
  sample: readonly TableRecord[],
  taken: ReadonlySet<number>,
): MappedColumn[] {
  const free = columns.map((column, index) => ({ column, index })).filter(({ index }) => !taken.has(index));
  const mapped = (index: number, unit: Unit | null = null): MappedColumn => {
    const column = columns[index]!;
    return { field, column, index, unit, why: unit === null ? 'its name says so' : `its name says so, in ${unit}` };
  };
  if (field === 'id') return free.filter(({ column }) => idHeader(column) !== null).map(({ index }) => mapped(index));
  if (field === 'duration') {
    const named = free.flatMap(({ column, index }) => {
      const header = durationHeader(column);
      return header === null ? [] : [{ index, ...header }];
    });
    const best = named.find(({ unit }) => unit !== null) ?? named[0];
    return best === undefined ? [] : [mapped(best.index, best.unit)];
  }
  const folded = new Map(free.map(({ column, index }) => [fold(column), index] as const).reverse());
  const index = namesOf(field)
    .map((name) => folded.get(name))
    .find((place) => place !== undefined && (field !== 'title' || !isNumbered(sample, place)));
  return index === undefined ? [] : [mapped(index)];
}

/** A column `track` of numbers has the places on an album, not titles. */
function isNumbered(sample: readonly TableRecord[], index: number): boolean {
  const told = sample.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== '');
  return told.length > 2 && told.every((cell) => /^\d{1,3}(?:\/\d{1,3})?$/.test(cell));
}

function withUnit(column: MappedColumn, sample: readonly TableRecord[]): MappedColumn {
  if (column.unit !== null) return column;
  const cells = sample.map(({ cells }) => cells[column.index] ?? '').filter((cell) => cell !== '');
  if (column.field === 'duration') return withLengthUnit(column, cells);
  return column.field === 'energy' ? withEnergyScale(column, cells) : column;
}

/** Bare numbers: a median of 10,000 or more can only be milliseconds (or hours), one from 30 on seconds. */
function withLengthUnit(column: MappedColumn, cells: readonly string[]): MappedColumn {
  const bare = cells.flatMap((cell) => (parseLength(cell, 's') === null ? [] : (parseNumber(cell) ?? [])));
  const sorted = bare.filter((value) => value > 1).sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  if (median === undefined) return { ...column, why: `${column.why}, its values have their units` };
  if (median < 30) return { ...column, why: `${column.why}, but not in which unit: name it, as in ${example(column)}` };
  const unit = median >= 10_000 ? 'ms' : 's';
  return { ...column, unit, why: `${column.why}, and its first values (median ${median}) can only be ${unit}` };
}

function example({ column }: MappedColumn): string {
  return `--map duration=${quoted(column)}:s`;
}

function withEnergyScale(column: MappedColumn, cells: readonly string[]): MappedColumn {
  const most = cells.reduce((max, cell) => Math.max(max, parseNumber(cell) ?? 0), 0);
  const unit = most > 10 ? '100' : most > 1 ? '10' : '1';
  return { ...column, unit, why: `${column.why}, and its first values reach up to ${unit}` };
}

function noTitle(columns: readonly string[]): AppError {
  const guess = columns.find((column) => column !== '' && column.length < 40) ?? 'Name';
  return new AppError('catalogue-no-title', `no column has titles; the header is ${shownHeader(columns)}`, {
    hint: `name the columns, as in --map 'title=${quoted(guess)},duration=Length:s'`,
    exitCode: ExitCode.usage,
  });
}

function shownHeader(columns: readonly string[]): string {
  const shown = columns.slice(0, 40).map((column) => quoted(escapeControl(column.slice(0, 60))));
  return shown.join(', ') + (columns.length > 40 ? ', ...' : '');
}

/** A name of a column as `--map` takes it. */
function quoted(column: string): string {
  return /[,:="]|^\s|\s$|^$/.test(column) ? `"${column.replaceAll('"', '""')}"` : column;
}
