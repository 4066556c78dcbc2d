/**
 * A disc's tracks in a box, whatever their number: in the largest size and the fewest columns in which all of them fit,
 * whole; in the smallest size else, where long names get an ellipsis; and where not even that is enough, the last ones
 * are left off. What was cut is told.
 */
import { formatDuration } from '../../base/duration.ts';
import type { InsertTrack } from './insert-input.ts';
import { LEADING } from './fit-text.ts';
import { MM_PER_POINT, type Box, type TextMark } from './mark.ts';
import type { Typeface } from './typeface.ts';
import { lineWidth, shorten, wordsOf, wrapWords, type Word } from './wrap-words.ts';

export interface TrackList {
  readonly marks: readonly TextMark[];
  /** Numbers of the tracks whose names end in an ellipsis. */
  readonly shortened: readonly number[];
  /** How many tracks, the last ones, have no room at all. */
  readonly leftOff: number;
}

/** In points. */
export const SMALLEST = 4;
const LARGEST = 9;
const STEP = 0.25;
const MOST_COLUMNS = 4;
/** In em. */
const LOOSEST = 1.45;
const NARROWEST = 15;
const GUTTER = 2;
const GAP = 0.8;
const BASELINE = 0.95;
/** A name may take so many lines before a smaller size is tried. */
const MOST_LINES = 3;

interface Entry {
  readonly track: InsertTrack;
  readonly words: readonly TonedWord[];
}

type TonedWord = Word & { readonly isArtist: boolean };
type Line = readonly TonedWord[];

interface Setting {
  readonly size: number;
  /** From one baseline to the next, in em. */
  readonly leading: number;
  readonly columns: readonly (readonly SetEntry[])[];
  readonly columnWidth: number;
}

interface SetEntry {
  readonly track: InsertTrack;
  readonly lines: readonly Line[];
  readonly isCut: boolean;
}

/** Widths, in em, of what stands beside a name. */
interface Beside {
  readonly number: number;
  readonly length: number;
}

/** Sets the tracks into the box; the names of artists are grey. */
export function setTrackList(tracks: readonly InsertTrack[], box: Box, typeface: Typeface): TrackList {
  const entries = tracks.map((track) => ({ track, words: nameWords(track, typeface) }));
  const widest = (texts: readonly string[]): number =>
    Math.max(...texts.map((text) => typeface.width(text, 'regular')));
  const beside = {
    number: widest(tracks.map(({ number }) => String(number))) + GAP,
    length: widest(tracks.map(({ lengthMs }) => formatDuration(lengthMs))) + GAP,
  };
  const setting = wholeSetting(entries, box, beside) ?? tightSetting(entries, box, beside, typeface);
  const shown = setting.columns.flat();
  const leftOff = tracks.length - shown.length;
  return {
    marks: setting.columns.flatMap((column, i) => {
      const more = i === setting.columns.length - 1 && leftOff > 0 ? `and ${leftOff} more` : '';
      return columnMarks(column, more, i, setting, box, beside, typeface);
    }),
    shortened: shown.filter(({ isCut }) => isCut).map(({ track }) => track.number),
    leftOff,
  };
}

function nameWords({ title, artist }: InsertTrack, typeface: Typeface): TonedWord[] {
  const toned = (text: string, isArtist: boolean): TonedWord[] =>
    wordsOf(text, 'regular', typeface).map((word) => ({ ...word, isArtist }));
  if (artist === '' || title === '') return toned(title || artist, title === '');
  return [...toned(`${title} `, false), ...toned(artist, true)];
}

/** All names whole, or null. */
function wholeSetting(entries: readonly Entry[], box: Box, beside: Beside): Setting | null {
  for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
    for (const grid of gridsOf(size, box, beside)) {
      if (entries.length > grid.columns * grid.lines) continue;
      const set = entries.map(({ track, words }) => ({ track, lines: wrapWords(words, grid.room), isCut: false }));
      const most = size > SMALLEST ? MOST_LINES : Infinity;
      if (!set.every(({ lines }) => lines.length <= most && lines.every((line) => lineWidth(line) <= grid.room)))
        continue;
      const columns = inColumns(set, grid.columns, grid.lines);
      if (columns) return settingOf(size, columns, grid, box);
    }
  }
  return null;
}

/** The smallest size, with the most lines a name for which there is room. */
function tightSetting(entries: readonly Entry[], box: Box, beside: Beside, typeface: Typeface): Setting {
  const grids = gridsOf(SMALLEST, box, beside);
  for (let most = 2 * MOST_LINES; most > 0; most--) {
    for (const grid of grids) {
      if (entries.length > grid.columns * grid.lines) continue;
      const set = entries.map((entry) => cutEntry(entry, most, grid.room, typeface));
      const columns = inColumns(set, grid.columns, grid.lines);
      if (columns) return settingOf(SMALLEST, columns, grid, box);
    }
  }
  const grid = grids.at(-1)!;
  const set = entries.slice(0, grid.columns * grid.lines - 1).map((entry) => cutEntry(entry, 1, grid.room, typeface));
  const columns = inColumns(set, grid.columns, grid.lines)!;
  return settingOf(SMALLEST, columns, grid, box);
}

/** Few lines stand further apart than many. */
function settingOf(size: number, columns: Setting['columns'], { columnWidth }: Grid, box: Box): Setting {
  const lines = Math.max(...columns.map((column) => column.reduce((sum, entry) => sum + entry.lines.length, 0)));
  const leading = Math.min(LOOSEST, Math.max(LEADING, box.height / (lines * size * MM_PER_POINT)));
  return { size, leading, columns, columnWidth };
}

interface Grid {
  readonly columns: number;
  /** In millimetres. */
  readonly columnWidth: number;
  /** In a column. */
  readonly lines: number;
  /** For a name, in em. */
  readonly room: number;
}

/** The ways to divide the box at a size, the one with the fewest columns first; there is always one. */
function gridsOf(size: number, box: Box, beside: Beside): Grid[] {
  const em = size * MM_PER_POINT;
  const grids = Array.from({ length: MOST_COLUMNS }, (_, i) => {
    const columnWidth = (box.width - i * GUTTER * em) / (i + 1);
    const room = columnWidth / em - beside.number - beside.length;
    return { columns: i + 1, columnWidth, lines: Math.floor(box.height / (LEADING * em) + 1e-6), room };
  });
  return grids.filter(({ columns, room }) => columns === 1 || room >= NARROWEST);
}

function cutEntry({ track, words }: Entry, most: number, room: number, typeface: Typeface): SetEntry {
  const lines = wrapWords(words, room);
  const isCut = (line: Line, i: number): boolean => lineWidth(line) > room || (i === most - 1 && lines.length > most);
  const shown = lines.slice(0, most);
  return {
    track,
    lines: shown.map((line, i) => (isCut(line, i) ? shorten(line, room, 'regular', typeface) : line)),
    isCut: shown.some(isCut),
  };
}

/** The entries in columns of about the same height, none divided; null where they need more than so many lines. */
function inColumns(entries: readonly SetEntry[], columns: number, most: number): SetEntry[][] | null {
  const heights = entries.map(({ lines }) => lines.length);
  const total = heights.reduce((sum, height) => sum + height, 0);
  for (let height = Math.max(Math.ceil(total / columns), ...heights); height <= most; height++) {
    const filled = fillColumns(entries, height);
    if (filled.length <= columns) return filled;
  }
  return null;
}

function fillColumns(entries: readonly SetEntry[], height: number): SetEntry[][] {
  const columns: SetEntry[][] = [];
  let left = 0;
  for (const entry of entries) {
    if (columns.length === 0 || entry.lines.length > left) {
      columns.push([]);
      left = height;
    }
    columns.at(-1)!.push(entry);
    left -= entry.lines.length;
  }
  return columns;
}

function columnMarks(
  entries: readonly SetEntry[],
  more: string,
  index: number,
  { size, leading, columnWidth }: Setting,
  box: Box,
  beside: Beside,
  typeface: Typeface,
): TextMark[] {
  const em = size * MM_PER_POINT;
  const left = box.x + index * (columnWidth + GUTTER * em);
  const text = (content: string, line: number, isGrey: boolean): TextMark => ({
    kind: 'text',
    text: content,
    x: left + beside.number * em,
    y: box.y + (line * leading + BASELINE) * em,
    size,
    weight: 'regular',
    ink: isGrey ? 'grey' : 'black',
    width: typeface.width(content, 'regular') * em,
    turn: 0,
  });
  let line = 0;
  const marks = entries.flatMap(({ track, lines }) => {
    const first = line;
    line += lines.length;
    const number = text(String(track.number), first, true);
    const length = text(formatDuration(track.lengthMs), first, true);
    const names = lines.flatMap((words, i) =>
      tones(words).map(({ text: part, start, isArtist }) => {
        const mark = text(part, first + i, isArtist);
        return { ...mark, x: mark.x + start * em };
      }),
    );
    return [
      { ...number, x: number.x - GAP * em - number.width },
      ...names,
      { ...length, x: left + columnWidth - length.width },
    ];
  });
  return more === '' ? marks : [...marks, text(more, line, true)];
}

/** The parts of a line that have one ink, each with where it begins, in em. */
function tones(line: Line): { readonly text: string; readonly start: number; readonly isArtist: boolean }[] {
  return [false, true].flatMap((isArtist) => {
    const first = line.findIndex((word) => word.isArtist === isArtist);
    if (first === -1) return [];
    const start = line.slice(0, first).reduce((sum, { width }) => sum + width, 0);
    const words = line.filter((word) => word.isArtist === isArtist);
    return [
      {
        text: words
          .map(({ text }) => text)
          .join('')
          .trimEnd(),
        start,
        isArtist,
      },
    ];
  });
}
