import { formatDuration } from '../../base/duration.ts';
import type { InsertTrack } from './insert-input.ts';
import { MM_PER_POINT, type Box, type Ink, type TextMark } from './mark.ts';
import { GUTTER, settingOf, type NameLine, type SetTrack, type TrackSetting } from './track-setting.ts';
import type { Typeface } from './typeface.ts';

export interface TrackList {
  readonly marks: readonly TextMark[];
  /** Numbers of the tracks whose names end in an ellipsis. */
  readonly shortened: readonly number[];
  /** How many tracks, the last ones, have no room at all. */
  readonly leftOff: number;
}

/** Between a name and what stands beside it, in em. */
const GAP = 0.8;
const BASELINE = 0.95;

/** Sets a disc's tracks into a box: number, name, the artist in grey, and length. */
export function setTrackList(tracks: readonly InsertTrack[], box: Box, typeface: Typeface): TrackList {
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, text) => Math.max(most, typeface.width(text, 'regular')), 0) + GAP;
  const numberWidth = widest(tracks.map(({ number }) => String(number)));
  const lengthWidth = widest(tracks.map(({ lengthMs }) => formatDuration(lengthMs)));
  const setting = settingOf(tracks, box, numberWidth + lengthWidth, typeface);
  const shown = setting.columns.flat();
  const leftOff = tracks.length - shown.length;
  const text = textSetter(setting, box, numberWidth, typeface);
  const lastColumn = setting.columns.length - 1;
  const lastLine = setting.columns[lastColumn]!.reduce((sum, { lines }) => sum + lines.length, 0);
  const more = leftOff > 0 ? [text(`and ${leftOff} more`, lastColumn, lastLine, 'grey')] : [];
  return {
    marks: [...setting.columns.flatMap((column, i) => columnMarks(column, i, setting, numberWidth, text)), ...more],
    shortened: shown.filter(({ isCut }) => isCut).map(({ track }) => track.number),
    leftOff,
  };
}

/** Sets a text in a line of a column, from where names begin. */
type TextSetter = (text: string, column: number, line: number, ink: Ink) => TextMark;

function textSetter(setting: TrackSetting, box: Box, numberWidth: number, typeface: Typeface): TextSetter {
  const { size, leading, columnWidth } = setting;
  const em = size * MM_PER_POINT;
  return (text, column, line, ink) => ({
    kind: 'text',
    text,
    x: box.x + column * (columnWidth + GUTTER * em) + numberWidth * em,
    y: box.y + (line * leading + BASELINE) * em,
    size,
    weight: 'regular',
    ink,
    width: typeface.width(text, 'regular') * em,
    turn: 0,
  });
}

function columnMarks(
  tracks: readonly SetTrack[],
  column: number,
  setting: TrackSetting,
  numberWidth: number,
  text: TextSetter,
): TextMark[] {
  const em = setting.size * MM_PER_POINT;
  let line = 0;
  return tracks.flatMap(({ track, lines }) => {
    const first = line;
    line += lines.length;
    const number = text(String(track.number), column, first, 'grey');
    const length = text(formatDuration(track.lengthMs), column, first, 'grey');
    const names = lines.flatMap((words, i) =>
      inks(words).map((part) => moveRight(text(part.text, column, first + i, part.ink), part.start * em)),
    );
    return [
      moveRight(number, -GAP * em - number.width),
      ...names,
      moveRight(length, setting.columnWidth - numberWidth * em - length.width),
    ];
  });
}

function moveRight(mark: TextMark, by: number): TextMark {
  return { ...mark, x: mark.x + by };
}

/** The parts of a line that have one ink, each with where it begins, in em. */
function inks(line: NameLine): { readonly text: string; readonly start: number; readonly ink: Ink }[] {
  return [false, true].flatMap((isArtist) => {
    const first = line.findIndex((word) => word.isArtist === isArtist);
    if (first === -1) return [];
    const start = line.slice(0, first).reduce((sum, { width }) => sum + width, 0);
    const words = line.filter((word) => word.isArtist === isArtist).map(({ text }) => text);
    return [{ text: words.join('').trimEnd(), start, ink: isArtist ? 'grey' : 'black' }];
  });
}
