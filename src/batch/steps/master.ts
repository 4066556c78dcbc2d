import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { masterDisc, type MasteredDisc } from '../../audio/master.ts';
import { WAV_HEADER_BYTES } from '../../audio/wav.ts';
import { framesToMs } from '../../base/frames.ts';
import type { AudioDisc } from '../../model/disc.ts';
import type { TrackLevel } from '../../model/loudness.ts';
import type { Step } from '../step.ts';
import { DDP_SILENCE } from './disc-files.ts';
import { withoutPaths } from './lay-out.ts';

export interface MasterInput {
  readonly disc: AudioDisc;
  /** Name and version of the audio engine: another one may decode to other bytes. */
  readonly engine: string;
  readonly wavPath: string;
  /** What is done to the level of each track; absent: nothing. */
  readonly levels?: readonly TrackLevel[];
  /** Whether a DDP fileset will be made of it. */
  readonly ddp: boolean;
}

export interface Mastered extends MasteredDisc {
  readonly disc: string;
  readonly wavPath: string;
  readonly levels?: readonly TrackLevel[];
  /** MD5 of the audio in a DDP fileset, in hex; absent where there is none. */
  readonly ddpMd5?: string;
}

/** Decodes the tracks of one disc into one WAV file of exactly the disc's length. */
export const master: Step<MasterInput, MasterInput, Mastered> = {
  name: 'master',
  event: 'disc-mastered',
  key: ({ disc, engine, wavPath, levels, ddp }) => [
    withoutPaths(disc),
    engine,
    wavPath,
    ...(levels === undefined ? [] : [levels]),
    ...(ddp ? ['ddp'] : []),
  ],
  plan: (input) => input,
  apply: async ({ disc, wavPath, levels, ddp }, ports) => {
    const mastered = await masterDisc(disc, wavPath, ports.engine, {
      signal: ports.signal,
      ...(levels === undefined ? {} : { levels }),
      onProgress: ({ frames }) =>
        ports.watcher.progress(`mastering disc ${disc.number} of ${disc.of}`, frames / disc.frames, {
          piece: disc.number - 1,
          playMs: framesToMs(disc.frames),
        }),
    });
    return {
      ...mastered,
      ...{ disc: disc.id, wavPath },
      ...(levels === undefined ? {} : { levels }),
      ...(ddp ? { ddpMd5: await ddpMd5(wavPath) } : {}),
    };
  },
  intact: async ({ wavPath, bytes }) => (await stat(wavPath).catch(() => null))?.size === bytes,
  tell: ({ disc, bytes }) => ({ disc, bytes }),
  also: ({ disc, tracks }) => tracks.map(({ number, warnings }) => ['track-mastered', { disc, number, warnings }]),
};

async function ddpMd5(wavPath: string): Promise<string> {
  const hash = createHash('md5').update(DDP_SILENCE);
  for await (const bytes of createReadStream(wavPath, { start: WAV_HEADER_BYTES, highWaterMark: 1 << 20 }))
    hash.update(bytes as Buffer);
  return hash.digest('hex');
}

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
