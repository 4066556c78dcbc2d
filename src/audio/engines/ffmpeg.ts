import type { AppError } from '../../base/errors.ts';
import {
  decodeWithFfmpeg,
  ffmpegVersion,
  printMetadata,
  probeAudio,
  type FfmpegDecoding,
  type FfmpegOutcome,
} from '../../tools/ffmpeg.ts';
import type { Level } from '../../model/loudness.ts';
import { audioUnreadable, decoderDied } from '../audio-errors.ts';
import { conversionOf, filterChain, type Conversion } from '../conversion.ts';
import type { AudioEngine } from '../engine.ts';
import { loudnessMeter, METER_FILTER } from '../loudness-meter.ts';
import { checkSourceFile } from '../source-file.ts';
import { bitDepthOf, FILE_FORMATS } from '../source-format.ts';

/** Opens the engine on the system's ffmpeg and ffprobe commands. */
export function openFfmpegEngine(): AudioEngine {
  return {
    id: 'ffmpeg',
    describe: async () => `FFmpeg ${await ffmpegVersion()} (system)`,
    decode: async (path, receive, signal, level = null) => {
      const { conversion, decoding } = await prepare(path, level, signal);
      let bytes = 0;
      const count = async (pcm: Uint8Array): Promise<void> => {
        bytes += pcm.length;
        await receive(pcm);
      };
      const end = await decodeWithFfmpeg(decoding, count, signal);
      if (!end.ok || bytes === 0) throw failure(path, end);
      return { conversion, samples: bytes / 4, damage: end.complaint };
    },
    measure: async (path, signal) => {
      const { decoding } = await prepare(path, null, signal);
      const meter = loudnessMeter();
      const filters = `${decoding.filters},${METER_FILTER}`;
      const end = await printMetadata({ ...decoding, filters }, (key, value) => meter.hear(key, value), signal);
      if (!end.ok) throw failure(path, end);
      return meter.read();
    },
    close: async () => undefined,
  };
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
