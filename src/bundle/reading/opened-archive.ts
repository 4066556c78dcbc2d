import type { ArchiveId } from '../../model/packing.ts';

/** One file in an archive. */
export interface StoredFile {
  /** As it stands there: not yet proven to be harmless. */
  readonly name: string;
  readonly bytes: number;
  /**
   * All of its bytes, exactly as many as promised, or AppError `bundle-file-damaged` where only this file is broken. Good
   * until the next file is asked for.
   */
  content(): AsyncIterable<Buffer>;
}

/** An archive that can be read. */
export interface OpenedArchive {
  readonly kind: ArchiveId;
  readonly isEncrypted: boolean;
  /** On the disk; endless where it is a folder, which is no smaller than what is in it. */
  readonly bytes: number;
  /** Whether files that are not read cost nothing. */
  readonly isSeekable: boolean;
  /** The files in their order. Throws AppError `bundle-damaged` or `bundle-refused` where it can't be read on. */
  files(): AsyncGenerator<StoredFile, void, undefined>;
  close(): Promise<void>;
}

export type ArchiveReader = Pick<OpenedArchive, 'isSeekable' | 'files'>;
