import { framesToMs, framesToMsf } from '../base/frames.ts';
import type { AudioDisc, Copy, DiscTrack } from '../model/disc.ts';
import type { CdText } from './cd-text.ts';
import { discIds, type DiscIds } from './disc-ids.ts';

/** The content of `disc.json`: a documented contract, see README. Texts are in full Unicode, as they were given. */
export interface DiscRecord {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly number: number;
  readonly of: number;
  /** How the playlist was split over its discs; null where it is whole on this one. */
  readonly split: string | null;
  readonly title: string;
  readonly performer: string;
  readonly catalog: string | null;
  readonly medium: { readonly id: string; readonly name: string; readonly capacityFrames: number };
  readonly frames: number;
  readonly lengthMs: number;
  readonly freeFrames: number;
  readonly discIds: DiscIds;
  readonly tracks: readonly DiscTrackRecord[];
  readonly copies: readonly Copy[];
  /** How the texts on the disc differ from those of this record. */
  readonly cdTextWarnings: readonly string[];
}

interface DiscTrackRecord {
  readonly number: number;
  /** In the playlist, from 1. */
  readonly position: number;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly isrc: string | null;
  readonly startFrame: number;
  readonly frames: number;
  /** `mm:ss:ff` from the start of track 1. */
  readonly startMsf: string;
  readonly lengthMs: number;
  readonly trackId: string;
  /** From the library's folder, with `/`. */
  readonly sourcePath: string;
}

/** Describes a disc for `disc.json`. */
export function describeDisc(disc: AudioDisc, texts: CdText): DiscRecord {
  const { id, number, of, split, title, performer, catalog, medium, frames, copies } = disc;
  return {
    schemaVersion: 1,
    id,
    number,
    of,
    split,
    title,
    performer,
    catalog,
    medium: { id: medium.id, name: medium.name, capacityFrames: medium.capacityFrames },
    frames,
    lengthMs: framesToMs(frames),
    freeFrames: medium.capacityFrames - frames,
    discIds: discIds(disc),
    tracks: disc.tracks.map(describeTrack),
    copies,
    cdTextWarnings: texts.warnings,
  };
}

function describeTrack({ number, position, track, startFrame, frames }: DiscTrack): DiscTrackRecord {
  return {
    number,
    position,
    title: track.title,
    artist: track.artist,
    album: track.album,
    isrc: track.isrc,
    startFrame,
    frames,
    startMsf: framesToMsf(startFrame),
    lengthMs: framesToMs(frames),
    trackId: track.id,
    sourcePath: track.relativePath,
  };
}
