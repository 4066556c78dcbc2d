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
  open(level: number | null): Promise<(items: AsyncIterable<PackItem>) => AsyncIterable<Uint8Array>>;
}

/** Files in a folder. */
export interface FolderKind extends KindFacts {
  readonly form: 'folder';
}
