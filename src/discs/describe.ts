import { framesToMs, framesToMsf } from '../base/frames.ts';
import type { AudioDisc, Copy, DiscTrack } from '../model/disc.ts';
import type { CdText, TextPair } from './cd-text.ts';
import { discIds, type DiscIds } from './disc-ids.ts';
import { NO_FLAGS, type AudioOptions, type TrackFlags } from '../model/audio-options.ts';
import type { TrackLevel } from '../model/loudness.ts';

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
  readonly flags: TrackFlags;
  /** How its audio lies in files, and what was aimed at where levels were changed. */
  readonly audio: Pick<AudioOptions, 'layout' | 'bin' | 'ddp' | 'loudness'> & { readonly flac: boolean };
  readonly cdText: TextPair & Pick<CdText, 'charset' | 'codes'>;
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
  /** Of silence before it. */
  readonly pregapFrames: number;
  readonly frames: number;
  /** Samples between the start of its first frame and its audio: the end of the track before. */
  readonly offsetSamples: number;
  /** Of its audio on the disc. */
  readonly samples: number;
  /** MD5 of these samples as 16-bit little-endian stereo, in hex. */
  readonly md5: string;
  /** What was measured and done where levels were changed, else null. */
  readonly level: TrackLevel | null;
  /** As on the disc. */
  readonly cdText: TextPair;
  /** `mm:ss:ff` from the start of track 1. */
  readonly startMsf: string;
  readonly lengthMs: number;
  readonly trackId: string;
  /** From the library's folder, with `/`. */
  readonly sourcePath: string;
}

/** What mastering tells of a disc. */
export interface MadeAudio {
  readonly tracks: readonly { readonly samples: number; readonly md5: string }[];
  readonly levels?: readonly TrackLevel[];
}

/** Describes a disc for `disc.json`. */
export function describeDisc(
  disc: AudioDisc,
  texts: CdText,
  options: AudioOptions & { readonly flac?: boolean },
  made: MadeAudio,
): DiscRecord {
  const { layout, bin, ddp, loudness, flac = false } = options;
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
    flags: disc.flags ?? NO_FLAGS,
    audio: { layout, flac, bin, ddp, loudness },
    cdText: { ...texts.album, charset: texts.charset, codes: texts.codes },
    tracks: disc.tracks.map((track, i) => describeTrack(track, texts.tracks[i]!, i, made)),
    copies,
    cdTextWarnings: texts.warnings,
  };
}

function describeTrack(place: DiscTrack, cdText: TextPair, index: number, made: MadeAudio): DiscTrackRecord {
  const { number, position, track, startFrame, frames, pregapFrames = 0, offsetSamples = 0 } = place;
  const { samples, md5 } = made.tracks[index]!;
  return {
    number,
    position,
    title: track.title,
    artist: track.artist,
    album: track.album,
    isrc: track.isrc,
    startFrame,
    pregapFrames,
    frames,
    offsetSamples,
    samples,
    md5,
    level: made.levels?.[index] ?? null,
    cdText,
    startMsf: framesToMsf(startFrame),
    lengthMs: framesToMs(frames),
    trackId: track.id,
    sourcePath: track.relativePath,
  };
}
