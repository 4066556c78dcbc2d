import { open, type FileHandle } from 'node:fs/promises';
import { replaceFile } from '../base/atomic-file.ts';
import { AppError, systemErrorCode, systemErrorReason } from '../base/errors.ts';
import { BYTES_PER_FRAME } from '../base/frames.ts';
import type { AudioDisc, DiscTrack } from '../model/disc.ts';
import type { Level } from '../model/loudness.ts';
import type { AudioEngine } from './engine.ts';
import { BYTES_PER_SAMPLE, masterTrack, type MasteredTrack } from './master-track.ts';
import { WAV_HEADER_BYTES, wavHeader } from './wav.ts';

export interface MasteringOptions {
  readonly signal?: AbortSignal;
  /** How many tracks are decoded at a time; 2 unless told. */
  readonly atATime?: number;
  /** What is done to the levels of the disc's tracks, in their order; unless told, nothing. */
  readonly levels?: readonly Level[];
  /** Told, as it grows, how many frames of the disc's tracks are done. */
  readonly onProgress?: (done: { readonly frames: number }) => void;
}

export interface MasteredDisc {
  readonly bytes: number;
  /** In the order of the disc. */
  readonly tracks: readonly MasteredTrack[];
}

/**
 * Writes the whole program area of a disc into one WAV file at `path`: every track at its place, digital silence where
 * there is none, 2352 bytes a frame after 44 of header. The file is there when it is whole, and not before.
 *
 * Throws what the engine throws, the signal's reason, and AppError `audio-length-mismatch`, `disk-full`,
 * `output-unwritable` or `wav-too-long`.
 */
export async function masterDisc(
  disc: AudioDisc,
  path: string,
  engine: AudioEngine,
  options: MasteringOptions = {},
): Promise<MasteredDisc> {
  const header = wavHeader(disc.frames);
  const bytes = WAV_HEADER_BYTES + disc.frames * BYTES_PER_FRAME;
  let tracks: readonly MasteredTrack[] = [];
  try {
    await replaceFile(path, async (partial) => {
      const file = await open(partial, 'w');
      try {
        await file.truncate(bytes);
        await writeAt(file, header, 0);
        tracks = await masterTracks(disc, file, engine, options);
      } finally {
        await file.close();
      }
    });
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? unwritable(path, error) : error;
  }
  return { bytes, tracks };
}

async function masterTracks(
  disc: AudioDisc,
  file: FileHandle,
  engine: AudioEngine,
  options: MasteringOptions,
): Promise<readonly MasteredTrack[]> {
  const failure = new AbortController();
  const signal = AbortSignal.any([failure.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const mastered: MasteredTrack[] = [];
  let doneBytes = 0;
  const advance = (bytes: number): void => {
    doneBytes += bytes;
    options.onProgress?.({ frames: Math.floor(doneBytes / BYTES_PER_FRAME) });
  };

  const master = async (item: DiscTrack): Promise<void> => {
    const { startFrame, frames, pregapFrames = 0, offsetSamples = 0 } = item;
    const start = WAV_HEADER_BYTES + startFrame * BYTES_PER_FRAME + offsetSamples * BYTES_PER_SAMPLE;
    let silence = (pregapFrames + frames) * BYTES_PER_FRAME;
    const write = async (pcm: Uint8Array, offset: number): Promise<void> => {
      await writeAt(file, pcm, start + offset);
      silence -= pcm.length;
      advance(pcm.length);
    };
    mastered.push(await masterTrack(item, engine, write, signal, options.levels?.[item.number - 1]));
    advance(silence);
  };

  const waiting = [...disc.tracks];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) await master(next);
  };
  const workers = Array.from({ length: options.atATime ?? 2 }, async () => {
    await work().catch((error: unknown) => failure.abort(error));
  });
  await Promise.all(workers);
  signal.throwIfAborted();
  return mastered.sort((a, b) => a.number - b.number);
}

async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}

function unwritable(path: string, error: Error): AppError {
  const isFull = ['ENOSPC', 'EDQUOT'].includes(systemErrorCode(error) ?? '');
  return new AppError(isFull ? 'disk-full' : 'output-unwritable', `can't write ${path}: ${systemErrorReason(error)}`, {
    hint: isFull ? 'free some space, or name another folder' : 'mend the permissions of its folder, or name another',
    cause: error,
  });
}
