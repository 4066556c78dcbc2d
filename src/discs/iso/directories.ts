/**
 * One tree of an image: the ISO tree or Joliet's. In come the folders, out come their records in the order and with the
 * lengths that they have on the disc; where anything lies is filled in when it is known.
 */
import { SECTOR_BYTES } from '../../model/medium.ts';
import { both16, both32, sectorsOf, shortDate, ucs2 } from './fields.ts';
import { fitNames, isoRule, jolietRule, rockRidgeRule } from './names.ts';
import { systemUse, writeContinuation, type SystemUse } from './rock-ridge.ts';
import type { FolderNode, ImageFile } from './tree.ts';

/** A file of 4 GiB or more has several extents, all but the last of this size. */
export const EXTENT_BYTES = 0xfffff800;

export interface Folder {
  readonly node: FolderNode;
  /** Its number in the path table, from 1, and that of the folder that it lies in. */
  readonly number: number;
  readonly parent: Folder | null;
  readonly id: Buffer;
  /** Sorted, beginning with its own and its parent's. */
  readonly records: Record[];
  sectors: number;
  sector: number;
}

interface Record {
  readonly id: Buffer;
  readonly target: Folder | { readonly file: number; readonly extent: number; readonly isLast: boolean };
  readonly use: SystemUse | null;
  readonly length: number;
}

/** Where something lies: its first sector and its size. */
export interface Extent {
  readonly sector: number;
  readonly bytes: number;
}

export interface TreeOptions {
  readonly kind: 'iso' | 'joliet';
  /** Date of everything. */
  readonly date: Date;
  readonly rockRidge: boolean;
}

const SELF = Buffer.from([0]);
const PARENT = Buffer.from([1]);

/** The folders of a tree, in the order of its path table: level by level, each level by parent and name. */
export function layOutFolders(root: FolderNode, files: readonly ImageFile[], options: TreeOptions): Folder[] {
  const folders: Folder[] = [{ node: root, number: 1, parent: null, id: SELF, records: [], sectors: 0, sector: 0 }];
  // The list grows while it is walked.
  for (const folder of folders) {
    const { records, node } = folder;
    records.push(recordOf(SELF, folder, options, null, folder.parent === null));
    records.push(recordOf(PARENT, folder.parent ?? folder, options, null, false));
    for (const child of namedChildren(node, options)) {
      if ('folders' in child.node) {
        const { id } = child;
        const inner = {
          node: child.node,
          number: folders.length + 1,
          parent: folder,
          id,
          records: [],
          sectors: 0,
          sector: 0,
        };
        folders.push(inner);
        records.push(recordOf(id, inner, options, child.longName, false));
      } else {
        const file = child.node.index;
        const extents = Math.max(1, Math.ceil(files[file]!.bytes / EXTENT_BYTES));
        for (let extent = 0; extent < extents; extent++)
          records.push(
            recordOf(child.id, { file, extent, isLast: extent === extents - 1 }, options, child.longName, false),
          );
      }
    }
    folder.sectors = sectorsOfRecords(records);
  }
  return folders;
}

function namedChildren({ folders, files }: FolderNode, { kind, rockRidge }: TreeOptions) {
  const nodes = [...folders, ...files];
  const given = nodes.map((node) => ({ name: node.name, isFolder: 'folders' in node }));
  const names = fitNames(given, kind === 'iso' ? isoRule : jolietRule);
  const longNames = kind === 'iso' && rockRidge ? fitNames(given, rockRidgeRule) : null;
  return nodes
    .map((node, i) => {
      const [name, version] = [names[i]!, given[i]!.isFolder ? '' : ';1'];
      const encode = kind === 'iso' ? Buffer.from : ucs2;
      return { node, sortKey: encode(name), id: encode(name + version), longName: longNames?.[i] ?? null };
    })
    .sort((a, b) => Buffer.compare(a.sortKey, b.sortKey));
}

function recordOf(
  id: Buffer,
  target: Record['target'],
  { kind, date, rockRidge }: TreeOptions,
  name: string | null,
  isRoot: boolean,
): Record {
  const bare = 33 + id.length + (id.length % 2 === 0 ? 1 : 0);
  if (kind === 'joliet' || !rockRidge) return { id, target, use: null, length: bare };
  const folders = 'node' in target ? target.node.folders.length : null;
  const use = systemUse({ name, isRoot, folders }, date, bare);
  const length = bare + use.inline.length;
  return { id, target, use, length: length + (length % 2) };
}

/** No record lies in two sectors. */
function sectorsOfRecords(records: readonly Record[]): number {
  let end = 0;
  for (const { length } of records) end = placeFor(end, length) + length;
  return sectorsOf(end);
}

function placeFor(end: number, length: number): number {
  const free = SECTOR_BYTES - (end % SECTOR_BYTES);
  return length > free ? end + free : end;
}

/**
 * Where the rest of each record of a folder stands, from the beginning of the area behind the folder; none lies in two
 * sectors. Readers that never go back (libarchive) look for it there and nowhere else.
 */
function continuationPlaces({ records }: Folder): {
  readonly places: ReadonlyMap<Record, number>;
  readonly bytes: number;
} {
  const places = new Map<Record, number>();
  let end = 0;
  for (const record of records) {
    const length = record.use?.rest.length ?? 0;
    if (length === 0) continue;
    const place = placeFor(end, length);
    places.set(record, place);
    end = place + length;
  }
  return { places, bytes: end };
}

/** Sectors of a folder with all that belongs to its records. */
export function folderSectors(folder: Folder): number {
  return folder.sectors + sectorsOf(continuationPlaces(folder).bytes);
}

/** The bytes of all sectors of a folder; `extentsOf` tells where a file lies. */
export function folderBytes(folder: Folder, extentsOf: (file: number) => readonly Extent[], date: Date): Buffer {
  const bytes = Buffer.alloc(folderSectors(folder) * SECTOR_BYTES);
  const { places } = continuationPlaces(folder);
  let end = 0;
  for (const record of folder.records) {
    const at = placeFor(end, record.length);
    end = at + record.length;
    const { target, use } = record;
    const isFolder = 'node' in target;
    const extent = isFolder
      ? { sector: target.sector, bytes: target.sectors * SECTOR_BYTES }
      : extentsOf(target.file)[target.extent]!;
    writeRecord(bytes.subarray(at, end), record.id, extent, isFolder ? 2 : target.isLast ? 0 : 0x80, date);
    if (use === null) continue;
    const place = places.get(record);
    if (place !== undefined) {
      const sector = folder.sector + folder.sectors + Math.floor(place / SECTOR_BYTES);
      writeContinuation(use.inline, sector, place % SECTOR_BYTES, use.rest.length);
      bytes.set(use.rest, folder.sectors * SECTOR_BYTES + place);
    }
    bytes.set(use.inline, at + 33 + record.id.length + (record.id.length % 2 === 0 ? 1 : 0));
  }
  return bytes;
}

/** A directory record (ECMA-119 9.1), without its system use. */
export function writeRecord(record: Buffer, id: Buffer, { sector, bytes }: Extent, flags: number, date: Date): void {
  record[0] = record.length;
  both32(record, 2, sector);
  both32(record, 10, bytes);
  shortDate(record, 18, date);
  record[25] = flags;
  both16(record, 28, 1);
  record[32] = id.length;
  record.set(id, 33);
}

/** A path table (ECMA-119 9.4) in one of the byte orders. */
export function pathTable(folders: readonly Folder[], order: 'little' | 'big'): Buffer {
  return Buffer.concat(
    folders.map(({ id, sector, parent }) => {
      const record = Buffer.alloc(8 + id.length + (id.length % 2));
      record[0] = id.length;
      if (order === 'little') {
        record.writeUInt32LE(sector, 2);
        record.writeUInt16LE(parent?.number ?? 1, 6);
      } else {
        record.writeUInt32BE(sector, 2);
        record.writeUInt16BE(parent?.number ?? 1, 6);
      }
      record.set(id, 8);
      return record;
    }),
  );
}
