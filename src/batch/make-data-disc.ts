import { join } from 'node:path';
import { framesToMs } from '../base/frames.ts';
import type { DataDisc, DataTrack } from '../model/disc.ts';
import { playlistFrames } from '../model/playlist.ts';
import type { Ports } from './ports.ts';
import { done, perform, type Errand } from './step.ts';
import { encode, type Encoded } from './steps/encode.ts';
import { image, type Imaged, type ImageInput } from './steps/image.ts';

/** How many tracks are encoded at a time. */
const AT_A_TIME = 2;

/** Brings a disc of files to its image, or its tree, in the work folder `folder`, as far as that is not done yet. */
export async function makeDataDisc(
  disc: DataDisc,
  form: 'iso' | 'tree',
  engine: string,
  folder: string,
  errand: Errand,
  ports: Ports,
): Promise<Imaged> {
  const path = join(folder, `disc-${disc.number}${form === 'iso' ? '.iso' : ''}`);
  const input: ImageInput = { disc, form, engine, path, encoded: new Map() };
  return (
    (await done(image, input, ports)) ??
    perform(image, { ...input, encoded: await encodeAll(disc, engine, folder, errand, ports) }, errand, ports)
  );
}

async function encodeAll(
  disc: DataDisc,
  engine: string,
  folder: string,
  errand: Errand,
  ports: Ports,
): Promise<ReadonlyMap<number, Encoded>> {
  const encoded = new Map<number, Encoded>();
  const wanted = disc.tracks.filter(({ mp3 }) => mp3 !== null);
  const waiting = [...wanted];
  const playMs = framesToMs(playlistFrames(wanted.map(({ track }) => track)));
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      encoded.set(next.number, await encodeOne(next));
      ports.watcher.progress(`encoding disc ${disc.number} of ${disc.of}`, encoded.size / wanted.length, {
        piece: disc.number - 1,
        playMs,
      });
    }
  };
  const encodeOne = ({ number, track, mp3 }: DataTrack): Promise<Encoded> => {
    const path = join(folder, `disc-${disc.number}-${number}.mp3`);
    return perform(encode, { track, kbps: mp3!, engine, path }, errand, ports);
  };
  const workers = Array.from({ length: AT_A_TIME }, async () => {
    try {
      await work();
    } catch (error) {
      waiting.length = 0;
      throw error;
    }
  });
  const results = await Promise.allSettled(workers);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return encoded;
}
