import { normaliseIsrc } from '../../base/isrc.ts';
import { problem, warning, type Problem } from '../../base/problem.ts';
import { escapeControl } from '../../base/text.ts';
import { completeNames } from '../file-names.ts';
import { parseBpm, parseYear } from '../tag-facts.ts';
import type { CatalogueRow, ServiceId, TableRecord } from './catalogue.ts';
import { cleanText, isUntold, parseEnergy, parseExplicit, parseKey, parsePath, parseServiceId } from './cells.ts';
import { idHeader, type CatalogueField } from './columns.ts';
import { genreSplitter } from './genre-cells.ts';
import { parseLength } from './lengths.ts';
import type { MappedColumn, Mapping } from './mapping.ts';

export interface RowReaderOptions {
  readonly wholeNames: readonly string[];
  /** Name of the list that the whole file is, where it is one. */
  readonly playlist: string | null;
}

/** Reads a record as a track, or tells why it can't; what it can't read of a track is null, and told too. */
export type RowReader = (record: TableRecord, row: number, problems: Problem[]) => CatalogueRow | null;

const MIN_LENGTH_MS = 1001;
const MAX_LENGTH_MS = 24 * 3_600_000;

/** Makes the reader of a table's rows; problems have row, line and column, but no file. */
export function rowReader(mapping: Mapping, options: RowReaderOptions): RowReader {
  const splitGenres = genreSplitter(options.wholeNames);
  const at = (field: CatalogueField): MappedColumn | undefined => mapping.columns.find((c) => c.field === field);
  const [title, artist, albumArtist, album] = [at('title'), at('artist'), at('albumArtist'), at('album')];
  const [genre, style, duration, year, bpm] = [at('genre'), at('style'), at('duration'), at('year'), at('bpm')];
  const [key, mode, energy, explicit, isrc] = [at('key'), at('mode'), at('energy'), at('explicit'), at('isrc')];
  const [path, playlist, position, service] = [at('path'), at('playlist'), at('position'), at('service')];
  const ids = mapping.columns
    .filter((column) => column.field === 'id')
    .map((column) => ({ column, service: idHeader(column.column)?.service ?? null }));

  return (record, row, problems) => {
    const { line, cells } = record;
    const cell = (column: MappedColumn | undefined): string =>
      column === undefined ? '' : (cells[column.index] ?? '').trim();
    const read = <T>(column: MappedColumn | undefined, what: string, parse: (text: string) => T | null): T | null => {
      const text = cell(column);
      if (text === '') return null;
      const value = parse(text);
      if (value === null && !isUntold(text))
        problems.push(unreadable(what, text, { row, line, column: column!.column }));
      return value;
    };

    const filePath = parsePath(cell(path));
    const names = namesOf(cell(title), splitArtists(cell(artist)), cell(album), filePath);
    if (names.title === '') {
      if (cells.some((text) => text.trim() !== '')) problems.push(untitled(row, line, title?.column ?? null));
      return null;
    }
    if (names.title === 'NA' && names.artist === 'NA') problems.push(placeholder(row, line));
    const list = cleanText(cell(playlist)) || (options.playlist ?? '');
    const place = position === undefined && options.playlist !== null ? row : Number(cell(position));
    const platform = cleanText(cell(service)).toLowerCase();
    return {
      row,
      line,
      ...names,
      album: cleanText(cell(album)),
      albumArtist: splitArtists(cell(albumArtist)).join('; '),
      genres: splitGenres(cell(genre)),
      styles: splitGenres(cell(style)),
      year: read(year, 'year', parseYear),
      bpm: read(bpm, 'bpm', parseBpm),
      key: read(mode === undefined && isKeyNumber(cell(key)) ? undefined : key, 'key', (text) =>
        parseKey(text, cell(mode)),
      ),
      energy: read(energy, 'energy', (text) => parseEnergy(text, energy!.unit)),
      explicit: read(explicit, 'explicit', parseExplicit),
      isrc: read(isrc, 'isrc', normaliseIsrc),
      lengthMs: readLength(cell(duration), duration, (p) => problems.push({ ...p, row, line })),
      ids: ids.flatMap(({ column, service }): ServiceId[] => {
        const id = parseServiceId(cell(column), service ?? (platform || null));
        return id === null ? [] : [id];
      }),
      path: filePath,
      playlist: list === '' ? null : list,
      position: list === '' || !Number.isSafeInteger(place) || place < 1 ? null : place,
    };
  };
}

/** Spotify's numbers of keys mean nothing without the mode. */
function isKeyNumber(cell: string): boolean {
  return /^\d+(?:\.0)?$/.test(cell);
}

function readLength(text: string, column: MappedColumn | undefined, tell: (problem: Problem) => void): number | null {
  if (column === undefined || text === '' || /^(?:n\/?a|nan|null|none)$/i.test(text)) return null;
  const ms = parseLength(text, column.unit);
  const shown = escapeControl(text.slice(0, 40));
  if (ms === null) {
    const hint =
      column.unit === null ? 'name the unit, as in --map duration=Length:s' : 'write it as 3:45, 225s or 225000';
    tell(warning('length-invalid', `"${shown}" is no length`, { column: column.column, hint }));
    return null;
  }
  if (ms >= MIN_LENGTH_MS && ms <= MAX_LENGTH_MS) return ms;
  const hint = 'the track is taken without a length; tell it in the file, or check the unit of the column';
  tell(warning('length-absurd', `"${shown}" can't be the length of a track`, { column: column.column, hint }));
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
  return [...new Set(cell.split(/[;\0]/).map(cleanText))].filter((name) => name !== '');
}

interface Place {
  readonly row: number;
  readonly line: number;
  readonly column: string | null;
}

function unreadable(what: string, text: string, place: Place): Problem {
  return warning(`${what}-invalid`, `"${escapeControl(text.slice(0, 40))}" can't be the ${what} of a track`, {
    ...place,
    hint: 'the track is taken without it',
  });
}

function untitled(row: number, line: number, column: string | null): Problem {
  return problem('title-missing', 'the row has no title', { row, line, column, hint: 'the row is passed over' });
}

function placeholder(row: number, line: number): Problem {
  return warning('names-missing', 'title and artist are both "NA", which stands for what is missing', {
    row,
    line,
    hint: 'look the track up by its id, or remove the row',
  });
}
