import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl, fold, nearest } from '../../base/text.ts';
import { CATALOGUE_FIELDS, type CatalogueField, type Unit } from './columns.ts';
import type { WantedColumn } from './mapping.ts';

const PART = /\s*([a-z _-]{1,30}?)\s*=\s*(?:"((?:[^"]|"")*)"(?::([a-z0-9]{1,12}))?|([^,"]*))\s*(?:,|$)/iy;

/** The units that fields take, in every spelling. */
const UNITS: Readonly<Partial<Record<CatalogueField, ReadonlyMap<string, Unit>>>> = {
  duration: new Map([
    ['ms', 'ms'],
    ['milliseconds', 'ms'],
    ['s', 's'],
    ['sec', 's'],
    ['seconds', 's'],
    ['min', 'min'],
    ['minutes', 'min'],
  ]),
  energy: new Map([
    ['1', '1'],
    ['10', '10'],
    ['100', '100'],
  ]),
};

/**
 * Reads what `--map` is given: `title=Name,duration=Length:s`. Names of columns that hold commas stand in quotes, with
 * quotes inside doubled; `genre=` takes no column for genres.
 *
 * @throws AppError `map-syntax`, `map-unknown-field` or `map-unknown-unit`
 */
export function parseMap(text: string): readonly WantedColumn[] {
  const wanted: WantedColumn[] = [];
  for (let at = 0; at < text.length;) {
    PART.lastIndex = at;
    const match = PART.exec(text);
    if (match === null) throw wrong('map-syntax', `can't read "${escapeControl(text.slice(at, at + 40))}"`, EXAMPLE);
    at = PART.lastIndex;
    const [, name = '', inQuotes, suffix, bare = ''] = match;
    const field = CATALOGUE_FIELDS.find((known) => fold(known) === fold(name)) ?? unknownField(name);
    const told = inQuotes === undefined ? splitUnit(field, bare.trim()) : { column: unquoted(inQuotes), suffix };
    wanted.push({ field, column: told.column, unit: told.suffix === undefined ? null : unitOf(field, told.suffix) });
  }
  return wanted;
}

const EXAMPLE = `write it as --map 'title=Name,artist="Artist, main",duration=Length:s'`;

function unquoted(text: string): string {
  return text.replaceAll('""', '"');
}

/** Names of columns may hold colons themselves: outside of quotes only what is a unit is taken for one. */
function splitUnit(field: CatalogueField, text: string): { column: string; suffix: string | undefined } {
  const [, column = '', suffix = ''] = /^(.*):([^:]*)$/s.exec(text) ?? [];
  if (UNITS[field]?.has(spelling(suffix)) !== true) return { column: text, suffix: undefined };
  return { column: column.trim(), suffix };
}

function unitOf(field: CatalogueField, text: string): Unit {
  const unit = UNITS[field]?.get(spelling(text));
  if (unit !== undefined) return unit;
  const known = [...(UNITS[field]?.keys() ?? [])].join(', ');
  const hint = known === '' ? 'only duration and energy take units' : `known are ${known}`;
  throw wrong('map-unknown-unit', `"${escapeControl(text)}" is no unit of ${field}`, hint);
}

function spelling(unit: string): string {
  return unit.trim().toLowerCase();
}

function unknownField(name: string): never {
  const near = nearest(name, CATALOGUE_FIELDS);
  const known = `known are ${CATALOGUE_FIELDS.join(', ')}`;
  throw wrong(
    'map-unknown-field',
    `"${escapeControl(name)}" is nothing that a catalogue can tell`,
    near === undefined ? known : `did you mean ${near}? ${known}`,
  );
}

function wrong(code: string, message: string, hint: string): AppError {
  return new AppError(code, message, { hint, exitCode: ExitCode.usage });
}
