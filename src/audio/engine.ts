/**
 * Audio files in, the samples of an audio CD out: 16 bits, 44.1 kHz, stereo, interleaved, little-endian, as a stream.
 * Every engine looks at the file itself, tells what conversion it needs and runs the same filters, so that engines
 * can stand in for each other. A file that can't be decoded costs its own decoding only: the engine goes on.
 */
import type { Level, Loudness } from '../model/loudness.ts';
import type { Conversion } from './conversion.ts';
import { ENGINES } from './engines/index.ts';

export type EngineId = 'embedded' | 'ffmpeg';

export interface Decoded {
  readonly conversion: Conversion;
  /** Stereo samples that were handed over. */
  readonly samples: number;
  /** The decoder's words on parts of the file that it had to leave out, or null. */
  readonly damage: string | null;
}

export interface AudioEngine {
  readonly id: EngineId;
  /** Name and version of what decodes, e.g. `FFmpeg 8.1 (embedded)`. */
  describe(): Promise<string>;
  /**
   * Decodes a file and hands its samples to `receive`, in order and in pieces of any size; the next piece comes when
   * the promise of the last is kept. May be called again before it has ended: each decoding is a process of its own.
   *
   * @param path absolute path of the file
   * @param level what is done to the level of the samples; unless told, nothing
   * @throws AppError `audio-missing`, `audio-unreadable`, `audio-decoder-died`, `audio-engine-missing` or
   *   `ffmpeg-missing`; the signal's reason; what `receive` throws
   */
  decode(
    path: string,
    receive: (pcm: Uint8Array) => Promise<void>,
    signal?: AbortSignal,
    level?: Level | null,
  ): Promise<Decoded>;
  /** Measures how loud a file is on a disc, as it is. Throws as decoding does. */
  measure(path: string, signal?: AbortSignal): Promise<Loudness>;
  /**
   * Decodes a file to exactly so many samples, cut or filled up with silence, and hands the frames of an MP3 of `kbps`
   * kbit/s to `receive` in the same way, the first piece beginning with one. The samples told are those that the file plays.
   *
   * @throws AppError as decode does
   */
  encodeMp3(
    path: string,
    samples: number,
    kbps: number,
    receive: (mp3: Uint8Array) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<Decoded>;
  /**
   * Encodes the WAV of a disc into a FLAC at `flacPath`, which is worthless where this rejects.
   *
   * @throws AppError `flac-failed`, `audio-decoder-died`, `audio-engine-missing` or `ffmpeg-missing`; the signal's reason
   */
  encodeFlac(wavPath: string, flacPath: string, signal?: AbortSignal): Promise<void>;
  /** Ends what the engine has started. It can't be used afterwards. */
  close(): Promise<void>;
}

/** Opens an engine; nothing is started before it is used. */
export async function openEngine(id: EngineId): Promise<AudioEngine> {
  return await ENGINES[id].open();
}
