import { normaliseIsrc } from '../../base/isrc.ts';
import { problem, warning, type Problem } from '../../base/problem.ts';
import { escapeControl } from '../../base/text.ts';
import { completeNames } from '../file-names.ts';
import { parseBpm, parseYear } from '../tag-facts.ts';
import type { CatalogueRow, ServiceId, TableRecord } from './catalogue.ts';
import { cleanText, isUntold, parseEnergy, parseExplicit, parseKey, parsePath, parseServiceId } from './cells.ts';
import { idHeader, serviceName, type CatalogueField, type Unit } from './columns.ts';
import { genreSplitter } from './genre-cells.ts';
import { parseLength } from './lengths.ts';
import type { MappedColumn, Mapping } from './mapping.ts';
import { uniteIds } from './merge.ts';

export interface RowReaderOptions {
  readonly wholeNames: readonly string[];
  /** Name of the list that the whole file is, where it is one. */
  readonly playlist: string | null;
}

/** Reads a record as a track, or tells why it can't; what it can't read of a track is null, and told too. */
export type RowReader = (record: TableRecord, row: number, problems: Problem[]) => CatalogueRow | null;

/** What is longer is neither number, date, key nor code. */
const MAX_CELL = 100;
const MAX_ARTISTS = 100;
/** Lengths of up to a second stand for something else: unknown, or a number that lost its thousands. */
const MIN_LENGTH_MS = 1001;
const MAX_LENGTH_MS = 24 * 3_600_000;

/** Makes the reader of a table's rows; problems have row, line and column, but no file. */
export function rowReader(mapping: Mapping, options: RowReaderOptions): RowReader {
  const columns = new Map(mapping.columns.map((column) => [column.field, column] as const).reverse());
  const idColumns = mapping.columns.filter(({ field }) => field === 'id').map(idColumn);
  const splitGenres = genreSplitter(options.wholeNames);

  return (record, row, problems) => {
    const cells = rowCells(columns, record, row, problems);
    const path = parsePath(cells.text('path'));
    const album = cleanText(cells.text('album'));
    const names = namesOf(cells.text('title'), splitArtists(cells.text('artist')), album, path);
    if (names.title === '') {
      if (record.cells.some((text) => text.trim() !== '')) problems.push(untitled(row, record.line));
      return null;
    }
    if (names.title === 'NA' && names.artist === 'NA') problems.push(placeholder(row, record.line));
    return {
      row,
      line: record.line,
      ...names,
      album,
      albumArtist: splitArtists(cells.text('albumArtist')).join('; '),
      genres: splitGenres(cells.text('genre')),
      styles: splitGenres(cells.text('style')),
      ...factsOf(cells),
      lengthMs: cells.length(),
      ids: idsOf(idColumns, record, serviceName(cleanText(cells.text('service')))),
      path,
      ...placeOf(cells, columns.has('position') ? null : row, options.playlist),
    };
  };
}

/** The cells of a row by what they mean, trimmed; empty where there is no such column. */
interface RowCells {
  text(field: CatalogueField): string;
  /** What the cell tells; null where it tells nothing, and told as a problem where it isn't sound. */
  read<T>(field: CatalogueField, parse: (text: string, unit: Unit | null) => T | null): T | null;
  length(): number | null;
}

function rowCells(
  columns: ReadonlyMap<CatalogueField, MappedColumn>,
  { line, cells }: TableRecord,
  row: number,
  problems: Problem[],
): RowCells {
  const text = (field: CatalogueField): string => cells[columns.get(field)?.index ?? -1]?.trim() ?? '';
  return {
    text,
    read: (field, parse) => {
      const told = text(field);
      if (told === '') return null;
      const { column, unit } = columns.get(field)!;
      const value = told.length > MAX_CELL ? null : parse(told, unit);
      if (value === null && !isUntold(told)) problems.push(invalid(field, told, { row, line, column }));
      return value;
    },
    length: () => {
      const column = columns.get('duration');
      return column === undefined ? null : readLength(text('duration'), column, { row, line }, problems);
    },
  };
}

function factsOf(cells: RowCells): Pick<CatalogueRow, 'year' | 'bpm' | 'key' | 'energy' | 'explicit' | 'isrc'> {
  const mode = cells.text('mode');
  return {
    year: cells.read('year', parseYear),
    bpm: cells.read('bpm', parseBpm),
    key: mode === '' && isKeyNumber(cells.text('key')) ? null : cells.read('key', (text) => parseKey(text, mode)),
    energy: cells.read('energy', parseEnergy),
    explicit: cells.read('explicit', parseExplicit),
    isrc: cells.read('isrc', normaliseIsrc),
  };
}

interface IdColumn {
  readonly index: number;
  readonly service: string | null;
}

function idColumn({ index, column }: MappedColumn): IdColumn {
  return { index, service: idHeader(column)?.service ?? null };
}

function idsOf(columns: readonly IdColumn[], { cells }: TableRecord, platform: string): readonly ServiceId[] {
  const ids: ServiceId[] = [];
  for (const { index, service } of columns) {
    const id = parseServiceId((cells[index] ?? '').trim(), service ?? (platform || null));
    if (id !== null) ids.push(id);
  }
  return ids.length > 1 ? uniteIds(ids) : ids;
}

/** The list and the place in it: as told, or, in a file that is one list, the file's name and the row. */
function placeOf(
  cells: RowCells,
  row: number | null,
  fileList: string | null,
): Pick<CatalogueRow, 'playlist' | 'position'> {
  const playlist = cleanText(cells.text('playlist')) || fileList;
  const place = row !== null && playlist === fileList ? row : Number(cells.text('position'));
  return { playlist, position: playlist !== null && Number.isSafeInteger(place) && place > 0 ? place : null };
}

/** Spotify's numbers of keys mean nothing without the mode. */
function isKeyNumber(cell: string): boolean {
  return /^\d+(?:\.0)?$/.test(cell);
}

function readLength(
  text: string,
  { column, unit }: MappedColumn,
  { row, line }: Pick<Place, 'row' | 'line'>,
  problems: Problem[],
): number | null {
  if (text === '' || /^(?:n\/?a|nan|null|none)$/i.test(text)) return null;
  const ms = text.length > MAX_CELL ? null : parseLength(text, unit);
  if (ms !== null && ms >= MIN_LENGTH_MS && ms <= MAX_LENGTH_MS) return ms;
  const shown = escapeControl(text.slice(0, 40));
  if (ms === null) {
    const hint = unit === null ? 'name the unit, as in --map duration=Length:s' : 'write it as 3:45, 225s or 225000';
    problems.push(warning('length-invalid', `"${shown}" is no length`, { row, line, column, hint }));
  } else {
    const hint = 'the track is taken without a length; tell it in the file, or check the unit of the column';
    problems.push(warning('length-absurd', `"${shown}" can't be the length of a track`, { row, line, column, hint }));
  }
  return null;
}

interface Names {
  readonly title: string;
  readonly artist: string;
  readonly artists: readonly string[];
}

/** Where only a title is told, it may be `Artist - Title`; where none is told, the file's name has one. */
function namesOf(cell: string, artists: readonly string[], album: string, path: string | null): Names {
  const title = cleanText(cell);
  if (title === '' && path !== null) {
    const found = completeNames({ title, artist: artists.join('; ') }, path.replaceAll('\\', '/'));
    return { ...found, artists: found.artist === '' ? [] : artists.length > 0 ? artists : [found.artist] };
  }
  const dash = artists.length === 0 && album === '' ? title.indexOf(' - ') : -1;
  if (dash <= 0) return { title, artist: artists.length === 1 ? artists[0]! : artists.join('; '), artists };
  const artist = title.slice(0, dash).trim();
  return { title: title.slice(dash + 3).trim() || title, artist, artists: [artist] };
}

/** Exportify parts artists by `;`; a comma may be part of a name. */
function splitArtists(cell: string): readonly string[] {
  if (cell === '') return [];
  if (!/[;\0]/.test(cell)) return [cleanText(cell)].filter((name) => name !== '');
  return [...new Set(cell.split(/[;\0]/, MAX_ARTISTS).map(cleanText))].filter((name) => name !== '');
}

interface Place {
  readonly row: number;
  readonly line: number;
  readonly column: string;
}

function invalid(what: string, text: string, place: Place): Problem {
  return warning(`${what}-invalid`, `"${escapeControl(text.slice(0, 40))}" can't be the ${what} of a track`, {
    ...place,
    hint: 'the track is taken without it',
  });
}

function untitled(row: number, line: number): Problem {
  return problem('title-missing', 'the row has no title', { row, line, hint: 'the row is passed over' });
}

function placeholder(row: number, line: number): Problem {
  return warning('names-missing', 'title and artist are both "NA", which stands for what is missing', {
    row,
    line,
    hint: 'look the track up by its id, or remove the row',
  });
}
