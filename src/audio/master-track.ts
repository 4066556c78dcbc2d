import { createHash } from 'node:crypto';
import type { DiscTrack } from '../model/disc.ts';
import type { Level } from '../model/loudness.ts';
import { describeConversion } from './conversion.ts';
import type { AudioEngine } from './engine.ts';
import { checkLength, isTooLong, lengthMismatch, promisedSamples } from './length-check.ts';

/** What has become of one track of a disc. */
export interface MasteredTrack {
  readonly number: number;
  /** What was done to its audio, e.g. `bit-identical`. */
  readonly conversion: string;
  /** Samples of the recording on the disc; digital silence fills the last frame. */
  readonly samples: number;
  /** MD5 of these samples, in lower-case hex: for a bit-identical FLAC the one that its own header has. */
  readonly md5: string;
  readonly warnings: readonly string[];
}

/** Two channels of 16 bits. */
export const BYTES_PER_SAMPLE = 4;

/**
 * Decodes a track and hands the samples that belong on the disc to `write`, with the byte of the track at which they
 * begin. Throws as the engine does, and AppError `audio-length-mismatch`.
 */
export async function masterTrack(
  { number, track }: DiscTrack,
  engine: AudioEngine,
  write: (pcm: Uint8Array, offset: number) => Promise<void>,
  signal: AbortSignal,
  level: Level | null = null,
): Promise<MasteredTrack> {
  const wanted = promisedSamples(track) * BYTES_PER_SAMPLE;
  const digest = createHash('md5');
  let played = 0;
  let written = 0;

  const receive = async (pcm: Uint8Array): Promise<void> => {
    played += pcm.length;
    if (isTooLong(track, played / BYTES_PER_SAMPLE)) throw lengthMismatch(track, played / BYTES_PER_SAMPLE, null);
    const kept = pcm.subarray(0, wanted - written);
    if (kept.length === 0) return;
    digest.update(kept);
    await write(kept, written);
    written += kept.length;
  };

  const { conversion, samples, damage } = await engine.decode(track.path, receive, signal, level);
  const warnings = [
    checkLength(track, samples, damage),
    damage === null ? null : `${track.relativePath} is damaged: ${damage}`,
  ].filter((warning) => warning !== null);
  return {
    number,
    conversion: describeConversion(conversion),
    samples: written / BYTES_PER_SAMPLE,
    md5: digest.digest('hex'),
    warnings,
  };
}
