import type { AppError } from '../../base/errors.ts';
import {
  decodeWithFfmpeg,
  encodeFlacWithFfmpeg,
  encodeWithFfmpeg,
  ffmpegVersion,
  printMetadata,
  probeAudio,
  type FfmpegDecoding,
  type FfmpegOutcome,
} from '../../tools/ffmpeg.ts';
import type { Level } from '../../model/loudness.ts';
import { audioUnreadable, decoderDied, flacFailed } from '../audio-errors.ts';
import { conversionOf, filterChain, type Conversion } from '../conversion.ts';
import type { AudioEngine, Decoded } from '../engine.ts';
import { loudnessMeter, METER_FILTER } from '../loudness-meter.ts';
import { MOST_SILENCE, MP3_FRAME_SAMPLES } from '../mp3/size.ts';
import { checkSourceFile } from '../source-file.ts';
import { bitDepthOf, FILE_FORMATS } from '../source-format.ts';

/** Opens the engine on the system's ffmpeg and ffprobe commands. */
export function openFfmpegEngine(): AudioEngine {
  return {
    id: 'ffmpeg',
    describe: async () => `FFmpeg ${await ffmpegVersion()} (system)`,
    decode,
    encodeMp3: async (path, samples, kbps, receive, signal) => {
      let decoded: Decoded | undefined;
      const feed = async (write: (pcm: Uint8Array) => Promise<void>): Promise<void> => {
        let missing = samples * 4;
        decoded = await decode(
          path,
          async (pcm) => {
            const part = pcm.subarray(0, missing);
            missing -= part.length;
            if (part.length > 0) await write(part);
          },
          signal,
        );
        // What lacks more is damaged, and found to be.
        const silence = Math.min(missing, MOST_SILENCE * 4);
        const rest = (samples * 4 - missing + silence) % (MP3_FRAME_SAMPLES * 4);
        await write(Buffer.alloc(silence + (rest === 0 ? 0 : MP3_FRAME_SAMPLES * 4 - rest)));
      };
      const end = await encodeWithFfmpeg(kbps, feed, receive, signal);
      if (!end.ok) throw failure(path, end);
      return decoded!;
    },
    measure: async (path, signal) => {
      const { decoding } = await prepare(path, null, signal);
      const meter = loudnessMeter();
      const filters = `${decoding.filters},${METER_FILTER}`;
      const end = await printMetadata({ ...decoding, filters }, (key, value) => meter.hear(key, value), signal);
      if (!end.ok) throw failure(path, end);
      return meter.read();
    },
    encodeFlac: async (wavPath, flacPath, signal) => {
      const end = await encodeFlacWithFfmpeg(wavPath, flacPath, signal);
      if (!end.ok) throw flacFailed(wavPath, end.complaint ?? 'ffmpeg gave no reason');
    },
    close: async () => undefined,
  };
}

async function decode(
  path: string,
  receive: (pcm: Uint8Array) => Promise<void>,
  signal?: AbortSignal,
  level: Level | null = null,
): Promise<Decoded> {
  const { conversion, decoding } = await prepare(path, level, signal);
  let bytes = 0;
  const count = async (pcm: Uint8Array): Promise<void> => {
    bytes += pcm.length;
    await receive(pcm);
  };
  const end = await decodeWithFfmpeg(decoding, count, signal);
  if (!end.ok || bytes === 0) throw failure(path, end);
  return { conversion, samples: bytes / 4, damage: end.complaint };
}

/** Looks at a file and tells how it is to be decoded. */
async function prepare(
  path: string,
  level: Level | null,
  signal: AbortSignal | undefined,
): Promise<{ readonly conversion: Conversion; readonly decoding: FfmpegDecoding }> {
  await checkSourceFile(path);
  const { audio, outcome } = await probeAudio(path, FILE_FORMATS, signal);
  if (audio === null) throw failure(path, outcome);
  const conversion = conversionOf({ ...audio, bitDepth: bitDepthOf(audio.sampleFormat) }, level);
  const decoding = { path, formats: FILE_FORMATS, filters: filterChain(conversion), strict: isLossless(audio.codec) };
  return { conversion, decoding };
}

function isLossless(codec: string): boolean {
  return codec.startsWith('pcm_') || ['alac', 'ape', 'flac', 'tak', 'tta', 'wavpack'].includes(codec);
}

function failure(path: string, outcome: FfmpegOutcome): AppError {
  if (outcome.killedBy === null) return audioUnreadable(path, outcome.complaint ?? 'it holds no audio');
  return decoderDied(`while it read ${path}`, `it was killed by ${outcome.killedBy}`);
}
