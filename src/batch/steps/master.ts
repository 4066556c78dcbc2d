import { rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { masterDisc, type MasteredDisc } from '../../audio/master.ts';
import type { AudioDisc } from '../../model/disc.ts';
import type { Step } from '../step.ts';
import { withoutPaths } from './lay-out.ts';

export interface MasterInput {
  readonly disc: AudioDisc;
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
        ports.watcher.progress(`mastering disc ${disc.number} of ${disc.of}`, frames / disc.frames, {
          piece: disc.number - 1,
        }),
    });
    return { ...mastered, disc: disc.id, wavPath };
  },
  intact: async ({ wavPath, bytes }) => (await stat(wavPath).catch(() => null))?.size === bytes,
  tell: ({ disc, bytes }) => ({ disc, bytes }),
  also: ({ disc, tracks }) => tracks.map(({ number, warnings }) => ['track-mastered', { disc, number, warnings }]),
};

/** Where the discs of a playlist wait until they are packed: each batch has a folder of its own. */
export function masteredFolder(workFolder: string, batch: string, playlist: string): string {
  return join(workFolder, batch, playlist);
}

/** The WAV of a disc in that folder. */
export function wavPathOf(folder: string, disc: AudioDisc): string {
  return join(folder, `disc-${disc.number}.wav`);
}

/** Removes what was mastered: once it is packed, nobody needs it. */
export async function removeMastered(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await removeEmpty(folder);
}

/** Removes the folder of a playlist, and that of its batch, where nothing is in them: what is mastered is kept. */
export async function removeEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined);
  await rmdir(dirname(folder)).catch(() => undefined);
}
