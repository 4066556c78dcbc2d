/**
 * Which tracks of the library the entries of a playlist file are. In come entries and ways to look tracks up, out
 * come tracks in the file's order, an entry that is there twice giving its track twice, and what was not found.
 */
import { isAbsolute, resolve } from 'node:path';
import { compareText, oneLine } from '../base/text.ts';
import { trackLengthMs, type Track } from '../model/track.ts';
import type { PlaylistEntries, PlaylistEntry } from './formats/format.ts';
import { likeness } from './likeness.ts';

/** How tracks are found; each gives all that fit, in an order that is always the same. */
export interface TrackLookup {
  findByPath(path: string): readonly Track[];
  findByRelativePath(path: string): readonly Track[];
  findByIsrc?(isrc: string): readonly Track[];
  /** By the UUID of a recording, or of its place on a release. */
  findByMusicbrainzId?(uuid: string): readonly Track[];
  /** Compares folded names. */
  findByNames(title: string, artist: string): readonly Track[];
}

export interface MatchedEntries {
  /** Those found, in order. */
  readonly tracks: readonly Track[];
  readonly missing: readonly MissingEntry[];
  /** Each entry with what it is. */
  readonly matches: readonly EntryMatch[];
}

interface MissingEntry {
  /** In the file, from 1. */
  readonly position: number;
  /** What to call it: its names, else its location. */
  readonly label: string;
}

/** What an entry of a list is in the library. */
export interface EntryMatch extends MissingEntry {
  readonly entry: PlaylistEntry;
  readonly track: Track | null;
  /** What they were matched by, or null where no track is that one. */
  readonly by: 'path' | 'isrc' | 'musicbrainz' | 'names' | null;
  /** From 0 to 1: 1 for a match by path, ISRC or MusicBrainz id, else how like the names and lengths are; 0 for none. */
  readonly score: number;
  /** Tracks that are like a missing entry, the most likely first. */
  readonly near: readonly NearMiss[];
}

export interface NearMiss {
  readonly track: Track;
  readonly score: number;
}

export interface MatchOptions {
  /** What lengths may differ by; 3 s by default. */
  readonly toleranceMs?: number;
  /** Tracks that may be like an entry, for telling near misses. */
  readonly similar?: (entry: PlaylistEntry) => Iterable<Track>;
}

const LENGTH_TOLERANCE_MS = 3000;

/**
 * Matches each entry by its path (a relative one starts in `folder`, where the playlist file lies), else by its ISRC, else
 * by its id in MusicBrainz, else by the longest end of its path that is a path within the library, else by title and
 * artist. The last two count only where the lengths agree within the tolerance, as far as the file tells them.
 */
export function matchEntries(
  { entries }: PlaylistEntries,
  lookup: TrackLookup,
  folder: string,
  options: MatchOptions = {},
): MatchedEntries {
  const matches = entries.map((entry, i) => matchEntry(entry, i + 1, lookup, folder, options));
  return {
    tracks: matches.flatMap(({ track }) => track ?? []),
    missing: matches.filter(({ track }) => track === null).map(({ position, label }) => ({ position, label })),
    matches,
  };
}

function matchEntry(
  entry: PlaylistEntry,
  position: number,
  lookup: TrackLookup,
  folder: string,
  { toleranceMs = LENGTH_TOLERANCE_MS, similar }: MatchOptions,
): EntryMatch {
  const paths = spellings(entry.location ?? '');
  const agrees = (track: Track): boolean => entry.lengthMs === null || lengthGap(entry.lengthMs, track) <= toleranceMs;
  const found = (track: Track | undefined, by: NonNullable<EntryMatch['by']>): EntryMatch | undefined => {
    if (track === undefined) return undefined;
    const score = by === 'names' ? likeness(entry, track, toleranceMs) : 1;
    return { position, label: labelOf(entry), entry, track, by, score, near: [] };
  };
  return (
    found(
      first(paths, (path) => lookup.findByPath(isAbsolute(path) ? resolve(path) : resolve(folder, path))[0]),
      'path',
    ) ??
    found(
      entry.isrc === undefined ? undefined : nearestInLength(lookup.findByIsrc?.(entry.isrc) ?? [], entry),
      'isrc',
    ) ??
    found(
      entry.musicbrainzId === undefined
        ? undefined
        : nearestInLength(lookup.findByMusicbrainzId?.(entry.musicbrainzId) ?? [], entry),
      'musicbrainz',
    ) ??
    found(
      first(paths.flatMap(ends), (end) => lookup.findByRelativePath(end).find(agrees)),
      'path',
    ) ??
    found(matchNames(entry, lookup, agrees), 'names') ?? {
      ...{ position, label: labelOf(entry), entry, track: null, by: null, score: 0 },
      near: nearMisses(entry, similar?.(entry) ?? [], toleranceMs),
    }
  );
}

function matchNames(entry: PlaylistEntry, lookup: TrackLookup, agrees: (track: Track) => boolean): Track | undefined {
  if (entry.title === '' || entry.artist === '') return undefined;
  return nearestInLength(lookup.findByNames(entry.title, entry.artist).filter(agrees), entry);
}

function nearestInLength(tracks: readonly Track[], { lengthMs }: PlaylistEntry): Track | undefined {
  if (lengthMs === null || tracks.length < 2) return tracks[0];
  return [...tracks].sort((a, b) => lengthGap(lengthMs, a) - lengthGap(lengthMs, b))[0];
}

const NEAR = 0.6;
const NEAR_SHOWN = 3;

/** Nothing can be like an entry without a title. */
function nearMisses(entry: PlaylistEntry, tracks: Iterable<Track>, toleranceMs: number): NearMiss[] {
  if (entry.title === '') return [];
  return [...tracks]
    .map((track) => ({ track, score: likeness(entry, track, toleranceMs) }))
    .filter(({ score }) => score >= NEAR)
    .sort((a, b) => b.score - a.score || compareText(a.track.id, b.track.id))
    .slice(0, NEAR_SHOWN);
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

function lengthGap(lengthMs: number, track: Track): number {
  return Math.abs(trackLengthMs(track) - lengthMs);
}

/** What to call an entry: its names, else its location. */
export function labelOf(entry: PlaylistEntry): string {
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
