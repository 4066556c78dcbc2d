import { stat } from 'node:fs/promises';
import { compressToFlac } from '../../audio/flac.ts';
import type { AudioDisc } from '../../model/disc.ts';
import type { Step } from '../step.ts';
import { withoutPaths } from './lay-out.ts';

export interface CompressInput {
  readonly disc: AudioDisc;
  /** Name and version of the audio engine: another one may encode to other bytes. */
  readonly engine: string;
  readonly wavPath: string;
}

export interface Compressed {
  readonly disc: string;
  readonly flacPath: string;
  readonly bytes: number;
}

/** Makes a FLAC beside the WAV of a disc. */
export const compress: Step<CompressInput, CompressInput, Compressed> = {
  name: 'compress',
  event: 'disc-compressed',
  key: ({ disc, engine, wavPath }) => [withoutPaths(disc), engine, wavPath],
  plan: (input) => input,
  apply: async ({ disc, wavPath }, ports) => {
    const flacPath = wavPath.replace(/\.wav$/, '.flac');
    ports.watcher.progress(`compressing disc ${disc.number} of ${disc.of}`, 0);
    return { disc: disc.id, flacPath, bytes: await compressToFlac(wavPath, flacPath, ports.engine, ports.signal) };
  },
  intact: async ({ flacPath, bytes }) => (await stat(flacPath).catch(() => null))?.size === bytes,
  tell: ({ disc, bytes }) => ({ disc, bytes }),
};
