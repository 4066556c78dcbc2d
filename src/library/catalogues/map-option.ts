import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl, fold, nearest } from '../../base/text.ts';
import { CATALOGUE_FIELDS, type Unit } from './columns.ts';
import type { WantedColumn } from './mapping.ts';

const PART = /\s*([a-z _-]{1,30}?)\s*=\s*(?:"((?:[^"]|"")*)"(?::([a-z0-9]{1,12}))?|([^,"]*))\s*(?:,|$)/iy;

const UNITS: Readonly<Record<string, Unit>> = {
  ms: 'ms',
  milliseconds: 'ms',
  s: 's',
  sec: 's',
  seconds: 's',
  min: 'min',
  minutes: 'min',
  1: '1',
  10: '10',
  100: '100',
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
    if (inQuotes === undefined) wanted.push({ field, ...splitUnit(bare.trim()) });
    else
      wanted.push({
        field,
        column: inQuotes.replaceAll('""', '"'),
        unit: suffix === undefined ? null : unitOf(suffix),
      });
  }
  return wanted;
}

const EXAMPLE = `write it as --map 'title=Name,artist="Artist, main",duration=Length:s'`;

/** Names of columns may hold colons themselves: only what is a unit is taken for one. */
function splitUnit(text: string): Omit<WantedColumn, 'field'> {
  const [, column, suffix] = /^(.*):([^:]*)$/s.exec(text) ?? [];
  if (column === undefined || suffix === undefined || !isUnit(suffix)) return { column: text, unit: null };
  return { column: column.trim(), unit: unitOf(suffix) };
}

function isUnit(text: string): boolean {
  return Object.hasOwn(UNITS, text.trim().toLowerCase());
}

function unitOf(text: string): Unit {
  if (isUnit(text)) return UNITS[text.trim().toLowerCase()]!;
  throw wrong(
    'map-unknown-unit',
    `"${escapeControl(text)}" is no unit`,
    'known are ms, s, min, and 1, 10, 100 for energy',
  );
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
