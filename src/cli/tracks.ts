/** Lists of tracks on standard output, however long. */
import { setImmediate } from 'node:timers/promises';
import { formatDuration } from '../base/duration.ts';
import { escapeControl } from '../base/text.ts';
import { trackFrames, trackLengthMs, type Track } from '../model/track.ts';
import type { Context } from './context.ts';
import { formatTable } from './table.ts';

const TRACKS_AT_ONCE = 1000;

/** Prints tracks in the wanted format; of none there is nothing in text. Returns how many there were. */
export async function printTracks(context: Context, tracks: Iterable<Track>): Promise<number> {
  const { format } = context.settings;
  const rows: string[][] = [];
  let count = 0;
  if (format === 'json') context.print('[');
  for await (const some of inPortions(tracks, context)) {
    if (format === 'text') rows.push(...some.map(cellsOf));
    else if (format === 'ndjson') context.print(some.map((track) => `${JSON.stringify(describe(track))}\n`).join(''));
    else context.print(some.map((track, i) => `${count + i === 0 ? '' : ','}\n  ${indented(track)}`).join(''));
    count += some.length;
  }
  if (format === 'json') context.print(count === 0 ? ']\n' : '\n]\n');
  if (rows.length > 0) context.print(await formatTable(COLUMNS, rows));
  return count;
}

/** Lets the world have its turn between two portions: a signal, or a reader that leaves. */
async function* inPortions(tracks: Iterable<Track>, { signal }: Context): AsyncGenerator<Track[]> {
  let some: Track[] = [];
  for (const track of tracks) {
    if (some.push(track) < TRACKS_AT_ONCE) continue;
    yield some;
    some = [];
    await setImmediate();
    signal.throwIfAborted();
  }
  if (some.length > 0) yield some;
}

const COLUMNS = [
  { heading: 'LENGTH', right: true },
  { heading: 'ARTIST' },
  { heading: 'TITLE' },
  { heading: 'GENRE' },
  { heading: 'STYLE' },
  { heading: 'FORMAT' },
];

function cellsOf(track: Track): string[] {
  const { artist, title, genres, styles, codec } = track;
  const length = formatDuration(trackLengthMs(track));
  return [length, artist, title, genres.join(', '), styles.join(', '), codec].map(escapeControl);
}

function indented(track: Track): string {
  return JSON.stringify(describe(track), null, 2).replaceAll('\n', '\n  ');
}

function describe(track: Track): unknown {
  const { path, relativePath: _relativePath, ...facts } = track;
  return { ...facts, lengthMs: trackLengthMs(track), frames: trackFrames(track), path: path === '' ? null : path };
}
