import type { AppError } from '../../base/errors.ts';
import {
  decodeWithFfmpeg,
  encodeFlacWithFfmpeg,
  ffmpegVersion,
  probeAudio,
  type FfmpegOutcome,
} from '../../tools/ffmpeg.ts';
import { audioUnreadable, decoderDied, flacFailed } from '../audio-errors.ts';
import { conversionOf, filterChain } from '../conversion.ts';
import type { AudioEngine } from '../engine.ts';
import { checkSourceFile } from '../source-file.ts';
import { bitDepthOf, FILE_FORMATS } from '../source-format.ts';

/** Opens the engine on the system's ffmpeg and ffprobe commands. */
export function openFfmpegEngine(): AudioEngine {
  return {
    id: 'ffmpeg',
    describe: async () => `FFmpeg ${await ffmpegVersion()} (system)`,
    decode: async (path, receive, signal) => {
      await checkSourceFile(path);
      const { audio, outcome } = await probeAudio(path, FILE_FORMATS, signal);
      if (audio === null) throw failure(path, outcome);
      const conversion = conversionOf({ ...audio, bitDepth: bitDepthOf(audio.sampleFormat) });
      let bytes = 0;
      const count = async (pcm: Uint8Array): Promise<void> => {
        bytes += pcm.length;
        await receive(pcm);
      };
      const decoding = {
        path,
        formats: FILE_FORMATS,
        filters: filterChain(conversion),
        strict: isLossless(audio.codec),
      };
      const end = await decodeWithFfmpeg(decoding, count, signal);
      if (!end.ok || bytes === 0) throw failure(path, end);
      return { conversion, samples: bytes / 4, damage: end.complaint };
    },
    encodeFlac: async (wavPath, flacPath, signal) => {
      const end = await encodeFlacWithFfmpeg(wavPath, flacPath, signal);
      if (!end.ok) throw flacFailed(wavPath, end.complaint ?? 'ffmpeg gave no reason');
    },
    close: async () => undefined,
  };
}

function isLossless(codec: string): boolean {
  return codec.startsWith('pcm_') || ['alac', 'ape', 'flac', 'tak', 'tta', 'wavpack'].includes(codec);
}

function failure(path: string, outcome: FfmpegOutcome): AppError {
  if (outcome.killedBy === null) return audioUnreadable(path, outcome.complaint ?? 'it holds no audio');
  return decoderDied(`while it read ${path}`, `it was killed by ${outcome.killedBy}`);
}
