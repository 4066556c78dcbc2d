import { createHash } from 'node:crypto';
import { FRAMES_PER_SECOND } from '../base/frames.ts';
import type { AudioDisc } from '../model/disc.ts';

/** The ids under which players and databases look a disc up. All are made from where its tracks begin. */
export interface DiscIds {
  /** 8 hex digits. */
  readonly freedb: string;
  /** 28 characters. */
  readonly musicbrainz: string;
  /** Track count, both checksums and the freedb id, as AccurateRip names its files: `004-00001859-00005e44-17001e04`. */
  readonly accurateRip: string;
}

/** Frames of the pause before track 1, which count in the first two ids. */
const LEAD_IN = 150;

/** Computes the ids of an audio disc of 1 to 99 tracks. */
export function discIds(
  disc: Pick<AudioDisc, 'frames'> & { readonly tracks: readonly { startFrame: number }[] },
): DiscIds {
  const starts = disc.tracks.map((track) => track.startFrame);
  const freedb = freedbId(starts, disc.frames);
  return {
    freedb,
    musicbrainz: musicbrainzId(starts, disc.frames),
    accurateRip: accurateRipId(starts, disc.frames, freedb),
  };
}

function freedbId(starts: readonly number[], end: number): string {
  const seconds = (frame: number): number => Math.floor((frame + LEAD_IN) / FRAMES_PER_SECOND);
  const digits = starts.map((start) => String(seconds(start))).join('');
  const checksum = Array.from(digits, Number).reduce((sum, digit) => sum + digit, 0) % 255;
  return hex(checksum, 2) + hex(seconds(end) - seconds(starts[0]!), 4) + hex(starts.length, 2);
}

function musicbrainzId(starts: readonly number[], end: number): string {
  const offsets = [end, ...starts].map((frame) => frame + LEAD_IN);
  const table = Array.from({ length: 100 }, (_, i) => hex(offsets[i] ?? 0, 8)).join('');
  const text = (hex(1, 2) + hex(starts.length, 2) + table).toUpperCase();
  const digest = createHash('sha1').update(text).digest('base64');
  return digest.replaceAll('+', '.').replaceAll('/', '_').replaceAll('=', '-');
}

function accurateRipId(starts: readonly number[], end: number, freedb: string): string {
  const id1 = [...starts, end].reduce((sum, frame) => sum + frame, 0);
  const id2 = [...starts, end].reduce((sum, frame, i) => sum + Math.max(frame, 1) * (i + 1), 0);
  return `${String(starts.length).padStart(3, '0')}-${hex(id1 % 2 ** 32, 8)}-${hex(id2 % 2 ** 32, 8)}-${freedb}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
