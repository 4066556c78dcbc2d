import { open } from 'node:fs/promises';
import { replaceFile } from '../../base/atomic-file.ts';
import type { Track } from '../../model/track.ts';
import { describeConversion, isBitIdentical } from '../conversion.ts';
import type { AudioEngine } from '../engine.ts';
import { checkLength, promisedSamples, type TrackLength } from '../length-check.ts';
import { id3v1, ID3V1_BYTES, id3v2, id3v2Bytes, type Tagged } from './id3.ts';
import { mp3InfoFrame } from './info-frame.ts';
import { mp3AudioBytes, mp3FrameBytes } from './size.ts';

export interface EncodedTrack {
  readonly bytes: number;
  /** What was done to its audio: `resampled from 48000 Hz, dithered to 16 bits, MP3 of 256 kbit/s`. */
  readonly conversion: string;
  readonly warnings: readonly string[];
}

/** The size of the MP3 that a track becomes, to the byte. */
export function mp3Bytes(track: Tagged & TrackLength, kbps: number): number {
  return id3v2Bytes(track) + mp3FrameBytes(kbps) + mp3AudioBytes(promisedSamples(track), kbps) + ID3V1_BYTES;
}

/**
 * Makes an MP3 of a track at `path`: of a constant bitrate, of the track's exact length, with tags. The file is there when
 * it is whole, and not before. Throws as the engine does, and AppError `audio-length-mismatch`.
 */
export async function encodeTrack(
  track: Track,
  kbps: number,
  path: string,
  engine: AudioEngine,
  signal?: AbortSignal,
): Promise<EncodedTrack> {
  const samples = promisedSamples(track);
  const bytes = mp3Bytes(track, kbps);
  let result: Omit<EncodedTrack, 'bytes'> | undefined;
  await replaceFile(path, async (partial) => {
    const file = await open(partial, 'w');
    let written = 0;
    const append = async (data: Uint8Array): Promise<void> => {
      await file.writeFile(data);
      written += data.length;
    };
    try {
      await append(id3v2(track));
      let isFirst = true;
      const receive = async (mp3: Uint8Array): Promise<void> => {
        if (isFirst) await append(mp3InfoFrame(mp3, samples, kbps));
        isFirst = false;
        await append(mp3);
      };
      const {
        conversion,
        samples: played,
        damage,
      } = await engine.encodeMp3(track.path, samples, kbps, receive, signal);
      const warnings = [
        checkLength(track, played, damage),
        damage === null ? null : `${track.relativePath} is damaged: ${damage}`,
      ].filter((warning) => warning !== null);
      await append(id3v1(track));
      if (written !== bytes) throw new Error(`the MP3 of ${track.path} has ${written} bytes, not ${bytes}`);
      const made = isBitIdentical(conversion) ? [] : [describeConversion(conversion)];
      result = { conversion: [...made, `MP3 of ${kbps} kbit/s`].join(', '), warnings };
    } finally {
      await file.close();
    }
  });
  return { bytes, ...result! };
}
