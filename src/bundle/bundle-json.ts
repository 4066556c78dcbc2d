import { posix, win32 } from 'node:path';
import { framesToMs } from '../base/frames.ts';
import { pauseFramesOf, type Copy } from '../model/disc.ts';
import type { OrderBrief } from '../model/order.ts';
import { playlistFrames } from '../model/playlist.ts';
import { trackLengthMs } from '../model/track.ts';
import type { BundleInput } from './bundle-input.ts';

/** The content of `bundle.json`: a documented contract, see README. */
export interface BundleRecord {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly audioEngine: string;
  readonly order: Omit<OrderBrief, 'duration' | 'seed' | 'tolerance' | 'allowOver' | 'priority' | 'pause'> & {
    readonly toleranceMs: number | null;
    readonly allowOverMs: number | null;
    readonly pauseMs: number | null;
  };
  readonly playlist: {
    readonly id: string;
    readonly title: string;
    readonly clonedFrom: string | null;
    readonly seed: number | null;
    readonly wantedMs: number | null;
    /** Pauses counted. */
    readonly lengthMs: number;
    /** How much shorter than wanted. */
    readonly gapMs: number | null;
    readonly tracks: readonly BundleTrackRecord[];
  };
  readonly libraryFingerprint: string | null;
  readonly selection: unknown;
  readonly discs: readonly BundleDiscRecord[];
  /** Null where there is none. */
  readonly insert: { readonly file: string; readonly paper: string } | null;
  readonly warnings: readonly string[];
}

interface BundleTrackRecord {
  /** In the playlist, from 1. */
  readonly position: number;
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly genres: readonly string[];
  readonly styles: readonly string[];
  /** Of the recording. */
  readonly lengthMs: number;
  /** On the disc. */
  readonly frames: number;
  readonly disc: number;
  /** On its disc, from 1. */
  readonly number: number;
  /** From the library's folder, with `/`. */
  readonly sourcePath: string;
  readonly codec: string;
  readonly sampleRate: number;
  readonly conversion: string | null;
}

interface BundleDiscRecord {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** Id of the medium. */
  readonly media: string;
  /** How many. */
  readonly tracks: number;
  readonly frames: number;
  readonly lengthMs: number;
  /** Its folder in the bundle. */
  readonly folder: string;
  readonly copies: readonly Copy[];
}

export const INSERT_FILE_NAME = 'insert.pdf';

/** Describes a bundle. Nothing in it tells when, where or in which batch it was made. */
export function describeBundle(input: BundleInput): BundleRecord {
  const { tool, audioEngine, playlist, libraryFingerprint, selection, warnings } = input;
  const { duration } = input.order;
  const { id, title, clonedFrom, seed, wantedFrames } = playlist;
  const wantedMs = duration?.kind === 'length' ? duration.ms : wantedFrames === null ? null : framesToMs(wantedFrames);
  const pauseFrames = pauseFramesOf(input.discs.map(({ disc }) => disc));
  const lengthMs = framesToMs(playlistFrames(playlist.tracks) + pauseFrames);
  return {
    schemaVersion: 1,
    tool: { name: tool.name, version: tool.version },
    audioEngine,
    order: orderRecord(input.order),
    playlist: {
      id,
      title,
      clonedFrom: clonedFrom && withoutFolders(clonedFrom),
      seed,
      wantedMs,
      lengthMs,
      gapMs: wantedMs === null ? null : wantedMs - lengthMs,
      tracks: trackRecords(input),
    },
    libraryFingerprint,
    selection,
    discs: input.discs.map(({ disc }) => ({
      id: disc.id,
      number: disc.number,
      title: disc.title,
      media: disc.medium.id,
      tracks: disc.tracks.length,
      frames: disc.frames,
      lengthMs: framesToMs(disc.frames),
      folder: discFolder(disc.number),
      copies: disc.copies,
    })),
    insert: input.insert && { file: INSERT_FILE_NAME, paper: input.insert.paper },
    warnings,
  };
}

/** Folder of a disc in its bundle. */
export function discFolder(number: number): string {
  return `disc-${number}`;
}

/** Key by key, as the order may carry more than its columns. */
function orderRecord(order: OrderBrief): BundleRecord['order'] {
  return {
    title: order.title,
    genre: order.genre,
    style: order.style,
    artist: order.artist,
    year: order.year,
    bpm: order.bpm,
    key: order.key,
    explicit: order.explicit,
    where: order.where,
    include: order.include.map(withoutFolders),
    exclude: order.exclude.map(withoutFolders),
    toleranceMs: order.tolerance,
    allowOverMs: order.allowOver,
    order: order.order,
    artistGap: order.artistGap,
    titleGap: order.titleGap,
    maxPerArtist: order.maxPerArtist,
    maxPerAlbum: order.maxPerAlbum,
    quota: order.quota,
    spread: order.spread,
    freshDays: order.freshDays,
    relax: order.relax,
    rules: order.rules,
    media: order.media,
    split: order.split,
    pauseMs: order.pause,
    copies: order.copies,
    clone: order.clone && withoutFolders(order.clone),
    vary: order.vary,
    performer: order.performer,
    catalog: order.catalog,
    notes: order.notes,
  };
}

/** What names a source; an absolute path would tell where the bundle was made. */
function withoutFolders(source: string): string {
  if (posix.isAbsolute(source)) return posix.basename(source);
  return win32.isAbsolute(source) ? win32.basename(source) : source;
}

function trackRecords({ discs }: BundleInput): BundleTrackRecord[] {
  const placed = discs.flatMap(({ disc, conversions }) =>
    disc.tracks.map((place) => ({ disc, place, done: conversions.find(({ number }) => number === place.number) })),
  );
  placed.sort((a, b) => a.place.position - b.place.position);
  return placed.map(({ disc, place: { track, number, position, frames }, done }) => ({
    position,
    id: track.id,
    title: track.title,
    artist: track.artist,
    album: track.album,
    genres: track.genres,
    styles: track.styles,
    lengthMs: trackLengthMs(track),
    frames,
    disc: disc.number,
    number,
    sourcePath: track.relativePath,
    codec: track.codec,
    sampleRate: track.sampleRate,
    conversion: done?.conversion ?? null,
  }));
}
