import { stat } from 'node:fs/promises';
import { replaceFile } from '../../base/atomic-file.ts';
import type { Sums } from '../../discs/copy-files.ts';
import { discFiles, discPlan } from '../../discs/data/disc-files.ts';
import { writeTree } from '../../discs/data/write-tree.ts';
import { writeImage } from '../../discs/iso/write.ts';
import type { DataDisc } from '../../model/disc.ts';
import { SECTOR_BYTES } from '../../model/medium.ts';
import { discLists } from '../disc-lists.ts';
import type { Ports } from '../ports.ts';
import type { Step } from '../step.ts';
import { checkUnchanged } from '../track-file.ts';
import type { Encoded } from './encode.ts';
import { withoutPaths } from './lay-out.ts';

export interface ImageInput {
  readonly disc: DataDisc;
  readonly form: 'iso' | 'tree';
  /** Name and version of the audio engine that makes MP3s of the tracks that are none. */
  readonly engine: string;
  /** Where the image, or the folder with the tree, is written. */
  readonly path: string;
  /** By the number of the track; not part of the key, since they follow from the rest. */
  readonly encoded: ReadonlyMap<number, Encoded>;
}

/** A disc of files as it lies in the work folder. */
export interface Imaged {
  readonly disc: string;
  readonly form: 'iso' | 'tree';
  readonly path: string;
  readonly bytes: number;
  /** Every file on the disc. */
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly tracks: readonly {
    readonly number: number;
    /** What was done to it: `copied as it is`, or what encode says. */
    readonly conversion: string;
    readonly warnings: readonly string[];
  }[];
}

/** Makes the image of one disc of files, or the tree of its files. */
export const image: Step<ImageInput, ImageInput, Imaged> = {
  name: 'image',
  event: 'disc-imaged',
  key: ({ disc, form, engine, path }) => [withoutPaths(disc), form, engine, path],
  plan: (input) => input,
  apply: makeImage,
  intact: async ({ form, path, bytes }) => {
    const info = await stat(path).catch(() => null);
    return info !== null && (form === 'tree' ? info.isDirectory() : info.size === bytes);
  },
  tell: ({ disc, form, bytes }) => ({ disc, form, bytes }),
};

async function makeImage({ disc, form, path, encoded }: ImageInput, ports: Ports): Promise<Imaged> {
  for (const { track, mp3 } of disc.tracks) if (mp3 === null) checkUnchanged(track, ports.store);
  const files = discFiles(disc, discLists, ({ number, track }) => encoded.get(number)?.path ?? track.path);
  const size = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const options = {
    signal: ports.signal,
    onProgress: (bytes: number) =>
      ports.watcher.progress(`imaging disc ${disc.number} of ${disc.of}`, bytes / size, { piece: disc.number - 1 }),
  };
  let sums: Sums = new Map();
  if (form === 'tree') sums = await writeTree(path, files, options);
  else
    await replaceFile(path, async (partial) => {
      sums = await writeImage(partial, files, discPlan(disc, discLists), options);
    });
  return {
    disc: disc.id,
    form,
    path,
    bytes: form === 'tree' ? size : disc.sectors * SECTOR_BYTES,
    files: files.map(({ path: file, bytes }) => ({ path: file, bytes, sha256: sums.get(file)! })),
    tracks: disc.tracks.map(({ number }) => {
      const made = encoded.get(number);
      return { number, conversion: made?.conversion ?? 'copied as it is', warnings: made?.warnings ?? [] };
    }),
  };
}
