import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { replaceFile } from '../base/atomic-file.ts';
import { flacFailed } from './audio-errors.ts';
import type { AudioEngine } from './engine.ts';
import { WAV_HEADER_BYTES } from './wav.ts';

/** Where STREAMINFO keeps the MD5 of the samples (RFC 9639), which the first block of any FLAC is. */
const SUM_OFFSET = 26;

/**
 * Makes a FLAC of the WAV of a disc, and proves that it decodes to the same samples. The file is there when it is whole,
 * and not before. Returns its size.
 *
 * Throws AppError `flac-failed` or what the engine throws; the signal's reason.
 */
export async function compressToFlac(
  wavPath: string,
  flacPath: string,
  engine: AudioEngine,
  signal?: AbortSignal,
): Promise<number> {
  await replaceFile(flacPath, async (partial) => {
    await engine.encodeFlac(wavPath, partial, signal);
    await prove(partial, wavPath, engine, signal);
  });
  return (await stat(flacPath)).size;
}

async function prove(flacPath: string, wavPath: string, engine: AudioEngine, signal?: AbortSignal): Promise<void> {
  const [wav, flac] = [await open(wavPath, 'r'), await open(flacPath, 'r')];
  try {
    const { size } = await wav.stat();
    let at = WAV_HEADER_BYTES;
    let [wanted, isSame] = [Buffer.alloc(0), true];
    const sum = createHash('md5');
    await engine.decode(
      flacPath,
      async (pcm) => {
        if (wanted.length < pcm.length) wanted = Buffer.alloc(pcm.length);
        const { bytesRead } = await wav.read(wanted, 0, pcm.length, at);
        sum.update(pcm);
        isSame &&= wanted.subarray(0, bytesRead).equals(pcm);
        at += pcm.length;
      },
      signal,
    );
    const told = Buffer.alloc(16);
    await flac.read(told, 0, told.length, SUM_OFFSET);
    if (!isSame || at !== size || !sum.digest().equals(told)) {
      throw flacFailed(wavPath, 'it does not decode to the same samples');
    }
  } finally {
    await Promise.all([wav.close(), flac.close()]);
  }
}
