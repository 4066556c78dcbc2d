/**
 * Files in, every sector of their image out: ISO 9660 level 2 or 3 with Joliet and, where it is asked for, Rock Ridge. Pure:
 * no file is looked at, and equal files give an equal plan.
 */
import { AppError } from '../../base/errors.ts';
import { SECTOR_BYTES } from '../../model/medium.ts';
import { terminator, volumeDescriptor } from './descriptors.ts';
import {
  EXTENT_BYTES,
  folderBytes,
  folderSectors,
  layOutFolders,
  pathTable,
  type Extent,
  type Folder,
} from './directories.ts';
import { sectorsOf } from './fields.ts';
import { treeOf, type ImageFile } from './tree.ts';

export interface ImageOptions {
  /** Any text; each tree has as much of it as it can. */
  readonly volumeId: string;
  /** Of everything on it, in UTC, from 1900 to 2155. */
  readonly date: Date;
  /** What readers with narrow limits get: no Rock Ridge and no file of 4 GiB or more (level 2 instead of 3). */
  readonly plain: boolean;
}

export interface ImagePlan {
  /** Of the whole image, a multiple of 32. */
  readonly sectors: number;
  /** Those of them before the padding. */
  readonly usedSectors: number;
  /** Where each file begins, in the order in which the files were given, which is the order in which they lie. */
  readonly starts: readonly number[];
  /** All that comes before the first file. */
  head(): Buffer;
}

/** Boot code could be here; nothing is. */
const SYSTEM_SECTORS = 16;
/** Some drives can't read the last sectors of a disc. */
const PAD_SECTORS = 150;
/** What burning programs write at a time. */
const CHUNK_SECTORS = 32;

/** The most sectors of an image that can be used if all of it may not have more than `most`. */
export function usableSectors(most: number): number {
  return Math.floor(most / CHUNK_SECTORS) * CHUNK_SECTORS - PAD_SECTORS;
}

/**
 * Lays files out on an image. Paths must be unique and without empty names.
 *
 * @throws AppError `image-file-too-large` for a file of 4 GiB or more on a plain image, `image-too-many-folders`
 */
export function planImage(files: readonly ImageFile[], options: ImageOptions): ImagePlan {
  const tooLarge = options.plain ? files.find(({ bytes }) => bytes > 0xffff_ffff) : undefined;
  if (tooLarge !== undefined)
    throw new AppError('image-file-too-large', `${tooLarge.path} has 4 GiB or more, too much for this kind of disc`, {
      hint: 'leave it out, or choose another medium',
    });
  const root = treeOf(files);
  const { date } = options;
  const iso = layOutFolders(root, files, { kind: 'iso', date, rockRidge: !options.plain });
  const joliet = layOutFolders(root, files, { kind: 'joliet', date, rockRidge: false });
  if (iso.length > 0xffff)
    throw new AppError('image-too-many-folders', `an image holds 65535 folders, not ${iso.length}`);

  let next = SYSTEM_SECTORS + 3;
  const take = (sectors: number): number => (next += sectors) - sectors;
  const tables = [iso, joliet].map((folders) => {
    const bytes = pathTable(folders, 'little').length;
    return { folders, bytes, little: take(sectorsOf(bytes)), big: take(sectorsOf(bytes)) };
  });
  for (const folder of [...iso, ...joliet]) folder.sector = take(folderSectors(folder));
  const dataStart = next;
  const starts = files.map(({ bytes }) => take(sectorsOf(bytes)));
  const sectors = Math.ceil((next + PAD_SECTORS) / CHUNK_SECTORS) * CHUNK_SECTORS;

  const extentsOf = (file: number): Extent[] => {
    const { bytes } = files[file]!;
    return Array.from({ length: Math.max(1, Math.ceil(bytes / EXTENT_BYTES)) }, (_, i) => ({
      sector: starts[file]! + i * (EXTENT_BYTES / SECTOR_BYTES),
      bytes: Math.min(EXTENT_BYTES, bytes - i * EXTENT_BYTES),
    }));
  };
  const head = (): Buffer => {
    const bytes = Buffer.alloc(dataStart * SECTOR_BYTES);
    const put = (sector: number, content: Buffer): void => void bytes.set(content, sector * SECTOR_BYTES);
    for (const [i, { folders, bytes: pathTableBytes, little, big }] of tables.entries()) {
      const [top] = folders as [Folder, ...Folder[]];
      const volume = { tree: i === 0 ? 'iso' : 'joliet', ...options, sectors, pathTableBytes, little, big } as const;
      put(
        SYSTEM_SECTORS + i,
        volumeDescriptor({ ...volume, root: { sector: top.sector, bytes: top.sectors * SECTOR_BYTES } }),
      );
      put(little, pathTable(folders, 'little'));
      put(big, pathTable(folders, 'big'));
      for (const folder of folders) put(folder.sector, folderBytes(folder, extentsOf, date));
    }
    put(SYSTEM_SECTORS + 2, terminator());
    return bytes;
  };
  return { sectors, usedSectors: next, starts, head };
}
