import { constants } from 'node:fs';
import { copyFile, open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { WAV_HEADER_BYTES, wavHeader } from '../audio/wav.ts';
import { replaceFile } from '../base/atomic-file.ts';
import { makeFolder } from '../base/folder.ts';
import { BYTES_PER_FRAME } from '../base/frames.ts';
import { hasImage, lackOfAudio } from '../discs/made-audio.ts';
import type { MadeDisc } from '../discs/made-disc.ts';
import type { DataFile } from '../discs/robots/plan-jobs.ts';

/** Places a file of a job, or a folder of files, below the hot folder. Throws AppError `disc-damaged`, `disc-compressed`, or what the system does. */
export async function placeData(
  { name, from, part }: DataFile,
  folder: string,
  disc: MadeDisc,
  signal: AbortSignal,
): Promise<void> {
  const to = join(folder, name);
  if (part !== null) return cutTrack(disc, part, to);
  if ((await stat(from)).isDirectory()) return copyTree(from, to, signal);
  await copyOne(from, to);
}

/** A clone where the file system has them, else a copy. */
async function copyOne(from: string, to: string): Promise<void> {
  await replaceFile(to, (partial) => copyFile(from, partial, constants.COPYFILE_FICLONE));
}

async function copyTree(from: string, to: string, signal: AbortSignal): Promise<void> {
  makeFolder(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    signal.throwIfAborted();
    const [inner, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(inner, target, signal);
    else if (entry.isFile()) await copyOne(inner, target);
  }
}

/** Writes the part of the disc's audio that a track plays, without the silence before it, as a file of its own. */
async function cutTrack(disc: MadeDisc, part: NonNullable<DataFile['part']>, to: string): Promise<void> {
  const image = join(disc.folder, 'disc.wav');
  const single = join(disc.folder, basename(to));
  const bytes = part.frames * BYTES_PER_FRAME;
  const [from, start] = (await hasImage(disc))
    ? [image, WAV_HEADER_BYTES + part.startFrame * BYTES_PER_FRAME]
    : [single, WAV_HEADER_BYTES];
  const size = (await stat(from).catch(() => null))?.size ?? 0;
  if (size < start + bytes) throw await lackOfAudio(disc);
  await replaceFile(to, async (partial) => {
    const [source, target] = [await open(from, 'r'), await open(partial, 'w')];
    try {
      await target.writeFile(wavHeader(part.frames));
      for await (const piece of source.createReadStream({
        start,
        end: start + bytes - 1,
        highWaterMark: 1 << 20,
        autoClose: false,
      }))
        await target.writeFile(piece as Buffer);
    } finally {
      await source.close();
      await target.close();
    }
  });
}
