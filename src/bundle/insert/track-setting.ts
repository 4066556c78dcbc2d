/**
 * How a disc's tracks fill a box, whatever their number: in the largest size and the fewest columns in which all of them
 * fit, whole; in the smallest size else, where long names get an ellipsis; and where not even that is enough, the last
 * ones are left off.
 */
import { LEADING } from './fit-text.ts';
import type { InsertTrack } from './insert-input.ts';
import { MM_PER_POINT, type Box } from './mark.ts';
import type { Typeface } from './typeface.ts';
import { lineWidth, shorten, wordsOf, wrapWords, type Word } from './wrap-words.ts';

export interface TrackSetting {
  readonly size: number;
  /** From one baseline to the next, in em. */
  readonly leading: number;
  readonly columns: readonly (readonly SetTrack[])[];
  /** In millimetres. */
  readonly columnWidth: number;
}

export interface SetTrack {
  readonly track: InsertTrack;
  /** Of the name; one at least. */
  readonly lines: readonly NameLine[];
  /** Whether an ellipsis stands for the end of the name. */
  readonly isCut: boolean;
}

export type NameLine = readonly NameWord[];
type NameWord = Word & { readonly isArtist: boolean };

/** In points. */
export const SMALLEST = 4;
const LARGEST = 9;
const STEP = 0.25;
const MOST_COLUMNS = 4;
/** Between columns, in em. */
export const GUTTER = 2;
const NARROWEST = 15;
const LOOSEST = 1.45;
/** A name may take so many lines before a smaller size is tried. */
const MOST_LINES = 3;

interface Grid {
  readonly size: number;
  readonly columns: number;
  readonly columnWidth: number;
  /** In a column. */
  readonly lines: number;
  /** For a name, in em. */
  readonly room: number;
}

interface Entry {
  readonly track: InsertTrack;
  readonly words: readonly NameWord[];
}

/** Chooses a setting; `beside` is the width in em that each column needs for more than names. */
export function settingOf(tracks: readonly InsertTrack[], box: Box, beside: number, typeface: Typeface): TrackSetting {
  const smallest = gridsOf(SMALLEST, box, beside);
  const last = smallest.at(-1)!;
  const capacity = last.columns * last.lines;
  // One line is kept for telling how many are left off.
  const shown = tracks.length <= capacity ? tracks : tracks.slice(0, capacity - 1);
  const entries = shown.map((track) => ({ track, words: nameWords(track, typeface) }));
  const [columns, grid] = wholeColumns(entries, box, beside) ?? tightColumns(entries, smallest, typeface);
  const tallest = Math.max(...columns.map(heightOf));
  const loose = box.height / (tallest * grid.size * MM_PER_POINT);
  const leading = Math.min(LOOSEST, Math.max(LEADING, loose));
  return { size: grid.size, leading, columns, columnWidth: grid.columnWidth };
}

function nameWords({ title, artist }: InsertTrack, typeface: Typeface): NameWord[] {
  const words = (text: string, isArtist: boolean): NameWord[] =>
    wordsOf(text, 'regular', typeface).map((word) => ({ ...word, isArtist }));
  if (artist === '' || title === '') return words(title || artist, title === '');
  return [...words(`${title} `, false), ...words(artist, true)];
}

/** A track without a name has a line all the same. */
function nameLines(words: readonly NameWord[], room: number): NameLine[] {
  return words.length === 0 ? [[]] : wrapWords(words, room);
}

type Columns = readonly [columns: readonly (readonly SetTrack[])[], grid: Grid];

/** All names whole, or null. */
function wholeColumns(entries: readonly Entry[], box: Box, beside: number): Columns | null {
  for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
    const most = size > SMALLEST ? MOST_LINES : Infinity;
    for (const grid of gridsOf(size, box, beside)) {
      if (entries.length > grid.columns * grid.lines) continue;
      const set = entries.map(({ track, words }) => ({ track, lines: nameLines(words, grid.room), isCut: false }));
      const isWhole = set.every(
        ({ lines }) => lines.length <= most && lines.every((line) => lineWidth(line) <= grid.room),
      );
      const columns = isWhole ? inColumns(set, grid) : null;
      if (columns) return [columns, grid];
    }
  }
  return null;
}

/** The most lines a name for which there is room; there is for one each. */
function tightColumns(entries: readonly Entry[], grids: readonly Grid[], typeface: Typeface): Columns {
  for (let most = 2 * MOST_LINES; most > 0; most--) {
    for (const grid of grids) {
      if (entries.length > grid.columns * grid.lines) continue;
      const columns = inColumns(
        entries.map((entry) => cutEntry(entry, most, grid.room, typeface)),
        grid,
      );
      if (columns) return [columns, grid];
    }
  }
  throw new Error('a grid has no room for its own number of lines');
}

/** The ways to divide the box at a size, the one with the fewest columns first; there is always one. */
function gridsOf(size: number, box: Box, beside: number): Grid[] {
  const em = size * MM_PER_POINT;
  const lines = Math.floor(box.height / (LEADING * em) + 1e-6);
  const grids = Array.from({ length: MOST_COLUMNS }, (_, i) => {
    const columnWidth = (box.width - i * GUTTER * em) / (i + 1);
    return { size, columns: i + 1, columnWidth, lines, room: columnWidth / em - beside };
  });
  return grids.filter(({ columns, room }) => columns === 1 || room >= NARROWEST);
}

function cutEntry({ track, words }: Entry, most: number, room: number, typeface: Typeface): SetTrack {
  const lines = nameLines(words, room);
  const isCut = (line: NameLine, i: number): boolean =>
    lineWidth(line) > room || (i === most - 1 && lines.length > most);
  const shown = lines.slice(0, most);
  return {
    track,
    lines: shown.map((line, i) => (isCut(line, i) ? shorten(line, room, 'regular', typeface) : line)),
    isCut: shown.some(isCut),
  };
}

/** The tracks in columns of about the same height, none divided; null where there is no room for them. */
function inColumns(tracks: readonly SetTrack[], { columns, lines }: Grid): SetTrack[][] | null {
  const least = Math.max(Math.ceil(heightOf(tracks) / columns), ...tracks.map((track) => track.lines.length));
  for (let height = least; height <= lines; height++) {
    const filled = fillColumns(tracks, height);
    if (filled.length <= columns) return filled;
  }
  return null;
}

function fillColumns(tracks: readonly SetTrack[], height: number): SetTrack[][] {
  const columns: SetTrack[][] = [];
  let left = 0;
  for (const track of tracks) {
    if (columns.length === 0 || track.lines.length > left) {
      columns.push([]);
      left = height;
    }
    columns.at(-1)!.push(track);
    left -= track.lines.length;
  }
  return columns;
}

function heightOf(tracks: readonly SetTrack[]): number {
  return tracks.reduce((sum, { lines }) => sum + lines.length, 0);
}
