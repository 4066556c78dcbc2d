import { closeSync, openSync, readSync } from 'node:fs';
import { FileDefect } from './file-defect.ts';

/** An open file that is read in few, large pieces: its head and its tail are fetched once and kept. */
export interface AudioFile {
  readonly size: number;
  /** Bytes from `position` on, fewer than `length` where the file ends. Not to be written to: others see the same. */
  read(position: number, length: number): Promise<Buffer>;
}

/** Bytes of head, middle and tail that are read of every file. */
export const WINDOW_BYTES = 1 << 16;

/** A file of up to this is read in one piece: head, middle and tail are all of it. */
const SMALL_FILE_BYTES = 3 * WINDOW_BYTES;

/** Only a file that lies about its sizes asks for more at once. */
const MAX_READ_BYTES = 1 << 26;
const KEPT_WINDOWS = 6;

/** Buffers of a whole small file that no file uses: making new ones for each file would keep the collector of garbage busy. */
const free: Buffer[] = [];

/**
 * Opens the file at `path`, `size` bytes long, for the time of `work`, and so long its
 * bytes may be looked at. It is read synchronously: for the few short reads
 * that a file takes, handing each to another thread and back would take several times as long.
 */
export async function withAudioFile<T>(path: string, size: number, work: (file: AudioFile) => Promise<T>): Promise<T> {
  const descriptor = openSync(path, 'r');
  const buffers: Buffer[] = [];
  try {
    return await work(windowed(descriptor, size, buffers));
  } finally {
    closeSync(descriptor);
    free.push(...buffers);
  }
}

/** Bytes that must be there. Throws the defect `file-truncated` where the file ends before. */
export async function readExactly(file: AudioFile, position: number, length: number): Promise<Buffer> {
  const bytes = await file.read(position, length);
  if (bytes.length < length) throw new FileDefect('file-truncated', 'cut off: it ends within its headers');
  return bytes;
}

function windowed(descriptor: number, size: number, buffers: Buffer[]): AudioFile {
  const bufferOf = (length: number): Buffer => {
    if (length > SMALL_FILE_BYTES || buffers.length === KEPT_WINDOWS) return Buffer.allocUnsafe(length);
    const buffer = free.pop() ?? Buffer.allocUnsafeSlow(SMALL_FILE_BYTES);
    buffers.push(buffer);
    return buffer.subarray(0, length);
  };
  const windows: { readonly start: number; readonly bytes: Buffer }[] = [];
  return {
    size,
    read: async (position, length) => {
      const wanted = Math.min(length, MAX_READ_BYTES, size - position);
      // Broken headers point anywhere, and for a length below 0 Node ends the whole process.
      if (!(wanted > 0 && position >= 0)) return Buffer.alloc(0);
      const known = windows.find((w) => w.start <= position && position + wanted <= w.start + w.bytes.length);
      if (known) return known.bytes.subarray(position - known.start, position - known.start + wanted);
      const start = windowStart(position, size);
      const least = size <= SMALL_FILE_BYTES ? size : WINDOW_BYTES;
      const end = Math.max(position + wanted, Math.min(start + least, size));
      const bytes = readFully(descriptor, start, bufferOf(end - start));
      // The first windows are head, middle and tail, which are asked for most.
      if (windows.length === KEPT_WINDOWS) windows.pop();
      windows.push({ start, bytes });
      return bytes.subarray(position - start, position - start + wanted);
    },
  };
}

/** Where to begin reading so that a small file comes in one piece, and so does the tail of any other. */
function windowStart(position: number, size: number): number {
  if (size <= SMALL_FILE_BYTES) return 0;
  return Math.min(position, size - WINDOW_BYTES);
}

function readFully(descriptor: number, position: number, buffer: Buffer): Buffer {
  let filled = 0;
  while (filled < buffer.length) {
    const bytesRead = readSync(descriptor, buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
