/**
 * Which tracks of the library the entries of a playlist file are. In come entries and three ways to look tracks up, out
 * come tracks in the file's order, an entry that is there twice giving its track twice, and what was not found.
 */
import { isAbsolute, resolve } from 'node:path';
import { oneLine } from '../base/text.ts';
import { trackLengthMs, type Track } from '../model/track.ts';
import type { PlaylistEntries, PlaylistEntry } from './formats/format.ts';

/** How tracks are found; each gives all that fit, in an order that is always the same. */
export interface TrackLookup {
  findByPath(path: string): readonly Track[];
  findByRelativePath(path: string): readonly Track[];
  /** Compares folded names. */
  findByNames(title: string, artist: string): readonly Track[];
}

export interface MatchedEntries {
  readonly tracks: readonly Track[];
  readonly missing: readonly MissingEntry[];
}

interface MissingEntry {
  /** In the file, from 1. */
  readonly position: number;
  /** What to call it: its names, else its location. */
  readonly label: string;
}

/**
 * Matches each entry by its path (a relative one starts in `folder`, where the playlist file lies), else by the longest
 * end of it that is a path within the library, else by title and artist. The last two count only where the lengths agree
 * within 3 s, as far as the file tells them.
 */
export function matchEntries({ entries }: PlaylistEntries, lookup: TrackLookup, folder: string): MatchedEntries {
  const tracks: Track[] = [];
  const missing: MissingEntry[] = [];
  for (const [i, entry] of entries.entries()) {
    const track = matchEntry(entry, lookup, folder);
    if (track === undefined) missing.push({ position: i + 1, label: labelOf(entry) });
    else tracks.push(track);
  }
  return { tracks, missing };
}

function matchEntry(entry: PlaylistEntry, lookup: TrackLookup, folder: string): Track | undefined {
  const paths = spellings(entry.location ?? '');
  return (
    first(paths, (path) => lookup.findByPath(isAbsolute(path) ? resolve(path) : resolve(folder, path))[0]) ??
    first(paths.flatMap(ends), (end) => lookup.findByRelativePath(end).find((track) => lengthsAgree(entry, track))) ??
    matchNames(entry, lookup)
  );
}

function matchNames(entry: PlaylistEntry, lookup: TrackLookup): Track | undefined {
  if (entry.title === '' || entry.artist === '') return undefined;
  const agreeing = lookup.findByNames(entry.title, entry.artist).filter((track) => lengthsAgree(entry, track));
  const { lengthMs } = entry;
  if (lengthMs === null) return agreeing[0];
  return agreeing.sort((a, b) => lengthGap(lengthMs, a) - lengthGap(lengthMs, b))[0];
}

/** What people and other systems make of a path: blanks around it, backslashes, accents apart from their letters. */
function spellings(location: string): string[] {
  const trimmed = location.trim();
  if (trimmed === '') return [];
  const forms = [location, trimmed, trimmed.replaceAll('\\', '/')];
  return [...new Set(forms.flatMap((form) => [form, form.normalize('NFC'), form.normalize('NFD')]))];
}

const MAX_DEPTH = 16;

/** The path without its leading folders, one fewer each time: `a/b/c`, `b/c`, `c`. */
function ends(path: string): string[] {
  const parts = path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .slice(-MAX_DEPTH);
  return parts.map((_, i) => parts.slice(i).join('/'));
}

const LENGTH_TOLERANCE_MS = 3000;

function lengthsAgree(entry: PlaylistEntry, track: Track): boolean {
  return entry.lengthMs === null || lengthGap(entry.lengthMs, track) <= LENGTH_TOLERANCE_MS;
}

function lengthGap(lengthMs: number, track: Track): number {
  return Math.abs(trackLengthMs(track) - lengthMs);
}

function labelOf(entry: PlaylistEntry): string {
  const names = [entry.artist, entry.title].filter((name) => name !== '').join(' - ');
  return names === '' ? oneLine(entry.location ?? 'an entry without a name') : names;
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
