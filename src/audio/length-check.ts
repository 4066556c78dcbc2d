import { formatDuration } from '../base/duration.ts';
import { AppError } from '../base/errors.ts';
import { CD_SAMPLE_RATE, cdSamples } from '../base/frames.ts';
import type { Track } from '../model/track.ts';
import { REPLACE_HINT } from './audio-errors.ts';

/** Two frames of MP3: as far as the headers of lossy formats may be from what a decoder plays. */
const LOSSY_SLACK = 2304;

/** Rounding of resamplers and of the time stamps in lossy files; more than 1 sample was never seen. */
const ROUNDING_SLACK = 2;

export type TrackLength = Pick<Track, 'lengthSamples' | 'sampleRate'>;

/** Samples at 44.1 kHz that a track's header promises: so many of it go to the disc. */
export function promisedSamples(track: TrackLength): number {
  return cdSamples(track.lengthSamples, track.sampleRate);
}

/** Whether a track has played so much already that it can't be what its header says. */
export function isTooLong(track: Track, played: number): boolean {
  return played > promisedSamples(track) + cdSamples(LOSSY_SLACK, track.sampleRate);
}

/**
 * Compares the samples that a track has played with those that its header promises. Returns a warning where a lossy
 * file is off by no more than such headers are, and null where nothing is to be said. Throws `lengthMismatch` for more,
 * and for lossless audio that is not exact.
 */
export function checkLength(track: Track, played: number, damage: string | null): string | null {
  const off = played - promisedSamples(track);
  const isLossy = track.bitDepth === null;
  const rounding = isLossy || track.sampleRate !== CD_SAMPLE_RATE ? ROUNDING_SLACK : 0;
  if (Math.abs(off) <= rounding) return null;
  const allowed = isLossy ? cdSamples(LOSSY_SLACK, track.sampleRate) : rounding;
  if (Math.abs(off) > allowed) throw lengthMismatch(track, played, damage);
  const name = track.relativePath;
  return off < 0
    ? `${name} plays ${-off} samples less than its header promises: silence takes their place`
    : `${name} plays ${off} samples more than its header promises: they are cut`;
}

/** AppError `audio-length-mismatch`: `x.flac plays 1:23 where its header promises 2:10: it is cut off or damaged`. */
export function lengthMismatch(track: Track, played: number, damage: string | null): AppError {
  const promised = promisedSamples(track);
  const exact = lengthText(played) === lengthText(promised);
  const text = (samples: number): string => (exact ? `${samples} samples` : lengthText(samples));
  const why = played < promised ? 'it is cut off or damaged' : 'its header is wrong';
  const words = damage === null ? '' : ` (${damage})`;
  return new AppError(
    'audio-length-mismatch',
    `${track.path} plays ${text(played)} where its header promises ${text(promised)}: ${why}${words}`,
    { hint: REPLACE_HINT },
  );
}

function lengthText(samples: number): string {
  return formatDuration((samples * 1000) / CD_SAMPLE_RATE);
}
