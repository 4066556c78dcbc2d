import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { masterDisc, type MasteredDisc } from '../../audio/master.ts';
import type { Disc } from '../../model/disc.ts';
import type { Step } from '../step.ts';
import { withoutPaths } from './lay-out.ts';

export interface MasterInput {
  readonly disc: Disc;
  /** Name and version of the audio engine: another one may decode to other bytes. */
  readonly engine: string;
  readonly wavPath: string;
}

export interface Mastered extends MasteredDisc {
  readonly disc: string;
  readonly wavPath: string;
}

/** Decodes the tracks of one disc into one WAV file of exactly the disc's length. */
export const master: Step<MasterInput, MasterInput, Mastered> = {
  name: 'master',
  event: 'disc-mastered',
  key: ({ disc, engine, wavPath }) => [withoutPaths(disc), engine, wavPath],
  plan: (input) => input,
  apply: async ({ disc, wavPath }, ports) => {
    const mastered = await masterDisc(disc, wavPath, ports.engine, {
      signal: ports.signal,
      onProgress: ({ frames }) =>
        ports.watcher.progress(`mastering disc ${disc.number} of ${disc.of}`, frames / disc.frames),
    });
    return { ...mastered, disc: disc.id, wavPath };
  },
  intact: async ({ wavPath, bytes }) => (await stat(wavPath).catch(() => null))?.size === bytes,
  tell: ({ disc, bytes }) => ({ disc, bytes }),
};

/** Where the WAV of a disc waits until it is packed. */
export function wavPathOf(workFolder: string, playlist: string, disc: Disc): string {
  return join(workFolder, playlist, `disc-${disc.number}.wav`);
}
