import { formatDuration } from '../base/duration.ts';
import { AppError } from '../base/errors.ts';
import { CD_SAMPLE_RATE, cdSamples } from '../base/frames.ts';
import type { Track } from '../model/track.ts';
import { REPLACE_HINT } from './source-file.ts';

/** Two frames of MP3: as far as the headers of lossy formats may be from what a decoder plays. */
const LOSSY_SLACK = 2304;

/** The resampler's rounding; more than 1 sample was never seen. */
const RESAMPLER_SLACK = 2;

type Promise = Pick<Track, 'path' | 'relativePath' | 'sampleRate' | 'bitDepth' | 'lengthSamples'>;

/** Samples at 44.1 kHz that a track's header promises. */
export function promisedSamples(track: Pick<Track, 'lengthSamples' | 'sampleRate'>): number {
  return cdSamples(track.lengthSamples, track.sampleRate);
}

/**
 * Compares the samples that a track plays with those that its header promises. Returns a warning where a lossy file is
 * off by no more than such headers are, and null where nothing is to be said. Throws AppError `audio-length-mismatch`
 * for more, and for lossless audio that is not exact.
 */
export function checkLength(track: Promise, played: number, damage: string | null): string | null {
  const off = played - promisedSamples(track);
  const silent = track.sampleRate === CD_SAMPLE_RATE ? 0 : RESAMPLER_SLACK;
  if (Math.abs(off) <= silent) return null;
  const allowed = track.bitDepth === null ? cdSamples(LOSSY_SLACK, track.sampleRate) : silent;
  if (Math.abs(off) > allowed) throw lengthMismatch(track, played, damage);
  return off < 0
    ? `${track.relativePath} plays ${-off} samples less than its header promises: silence takes their place`
    : `${track.relativePath} plays ${off} samples more than its header promises: they are cut`;
}

/** Whether a track has played so much already that it can't be what its header says. */
export function isTooLong(track: Promise, played: number): boolean {
  return played > promisedSamples(track) + cdSamples(LOSSY_SLACK, track.sampleRate);
}
