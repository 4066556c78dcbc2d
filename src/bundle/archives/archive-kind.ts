import type { Archiver } from 'archiver';
import type { ArchiveId } from '../../model/packing.ts';
import type { PackItem } from '../items.ts';

/** A stage of bytes on their way to the file. */
export type Stage = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** A kind of archive. Equal items, in equal order, give equal bytes. */
export type ArchiveKind = StreamKind | FolderKind;

interface KindFacts {
  readonly id: ArchiveId;
  /** What follows the name of the bundle. */
  readonly extension: string;
  readonly summary: string;
  /** The levels of compression that it has, the least first; null where it has none. */
  readonly levels: readonly [least: number, most: number] | null;
}

/** One file. */
export interface StreamKind extends KindFacts {
  readonly form: 'stream';
  /** Throws AppError where this machine can't make it. */
  open(level: number | null): Promise<OpenArchive>;
}

export interface OpenArchive {
  readonly archive: Archiver;
  append(item: PackItem): void;
  /** What the archive goes through afterwards. */
  readonly stages: readonly Stage[];
}

/** Files in a folder. */
export interface FolderKind extends KindFacts {
  readonly form: 'folder';
}

/** What every entry is said to be from: the first moment that a ZIP can tell, with rights for all to read. */
export const ENTRY_FACTS = { date: new Date('1980-01-01T00:00:00Z'), mode: 0o644 } as const;
