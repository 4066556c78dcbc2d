/** What a copying thread runs: in come files to copy, one at a time, out go how far it is and what came of each. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { systemErrorCode } from '../base/errors.ts';

export interface CopyJob {
  readonly source: string;
  readonly bytes: number;
  readonly target: string;
  /** Where in the target, which is there; null: the target is new and holds nothing else. */
  readonly position: number | null;
}

/** Bytes copied since it was told last; in the end the SHA-256, or why the source is not what it was. */
export type Told = { readonly bytes: number } | { readonly sha256: string } | { readonly changed: string };

/** A piece is read, hashed and written before the cache of a core has lost it. */
const PIECE_BYTES = 1 << 18;
const TOLD_BYTES = 1 << 22;

const buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);

parentPort!.on('message', ({ source, bytes, target, position }: CopyJob) => {
  const from = openSource(source);
  if (from === null) return tell({ changed: 'is gone' });
  const to = openSync(target, position === null ? 'wx' : 'r+');
  try {
    const sha256 = copy(from, bytes, to, position ?? 0);
    tell(sha256 === null ? { changed: 'has changed' } : { sha256 });
  } finally {
    closeSync(from);
    closeSync(to);
  }
});

function tell(told: Told): void {
  parentPort!.postMessage(told);
}

function openSource(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The SHA-256; null where the source is not so long. */
function copy(from: number, bytes: number, to: number, position: number): string | null {
  if (fstatSync(from).size !== bytes) return null;
  const hash = createHash('sha256');
  let told = 0;
  for (let done = 0; done < bytes;) {
    const read = readSync(from, buffer, 0, Math.min(PIECE_BYTES, bytes - done), done);
    if (read === 0) return null;
    hash.update(buffer.subarray(0, read));
    for (let written = 0; written < read;)
      written += writeSync(to, buffer, written, read - written, position + done + written);
    done += read;
    if (done - told < TOLD_BYTES && done < bytes) continue;
    tell({ bytes: done - told });
    told = done;
  }
  return hash.digest('hex');
}
