import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { AppError } from '../../base/errors.ts';
import { SECTOR_BYTES } from '../../model/medium.ts';
import { SUMS_FILE } from '../data/disc-files.ts';
import { fault as faultIn, type Fault } from '../verify/fault.ts';
import { readImage, type ReadFile } from './read.ts';

const HINT = 'make the image again, or copy it again from where it came';
const CHUNK_BYTES = 1 << 20;
const MOST_SUMS_BYTES = 1 << 26;

/**
 * Checks an image: its structure, that both trees hold the same files, and every file against the checksums on it.
 * Returns what is wrong, nothing where all is well. Throws the system's errors and the signal's reason.
 */
export async function verifyImage(path: string, signal?: AbortSignal): Promise<Fault[]> {
  const fault = (file: string, message: string): Fault => faultIn(file, message, HINT);
  let files: readonly ReadFile[];
  try {
    const { iso, joliet } = await readImage(path);
    files = joliet ?? iso;
    if (joliet !== null && placesOf(iso) !== placesOf(joliet))
      return [fault(path, 'its two trees hold different files')];
  } catch (error) {
    if (error instanceof AppError && error.code === 'image-damaged') return [fault(path, error.message)];
    throw error;
  }
  const list = files.find((file) => file.path === SUMS_FILE);
  if (list === undefined || list.bytes > MOST_SUMS_BYTES) return [fault(path, `there is no ${SUMS_FILE} on it`)];
  const lines: string[] = [];
  await digest(path, list, signal, (bytes) => lines.push(bytes.toString('latin1')));
  const sums = parseSums(Buffer.from(lines.join(''), 'latin1').toString());

  const faults: Fault[] = [];
  for (const file of files) {
    if (file === list) continue;
    const wanted = sums.get(file.path);
    sums.delete(file.path);
    if (wanted === undefined) faults.push(fault(file.path, `${SUMS_FILE} does not name it`));
    else if ((await digest(path, file, signal)) !== wanted)
      faults.push(fault(file.path, `its content is not that of ${SUMS_FILE}`));
  }
  return [...faults, ...Array.from(sums.keys(), (name) => fault(name, `${SUMS_FILE} names it, but it is not there`))];
}

/** Where all files of a tree lie, whatever they are called in it. */
function placesOf(files: readonly ReadFile[]): string {
  return files
    .flatMap(({ extents }) => extents.map(({ sector, bytes }) => `${sector}+${bytes}`))
    .sort()
    .join();
}

function parseSums(text: string): Map<string, string> {
  const lines = text.split('\n').map((line) => /^([0-9a-f]{64}) {2}(.+)$/.exec(line));
  return new Map(lines.flatMap((match) => (match === null ? [] : [[match[2]!, match[1]!] as const])));
}

async function digest(
  image: string,
  { extents }: ReadFile,
  signal: AbortSignal | undefined,
  look: (bytes: Buffer) => void = () => undefined,
): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(image, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (const { sector, bytes } of extents) {
      for (let at = 0; at < bytes;) {
        signal?.throwIfAborted();
        const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK_BYTES, bytes - at), sector * SECTOR_BYTES + at);
        if (bytesRead === 0) return '';
        const piece = buffer.subarray(0, bytesRead);
        hash.update(piece);
        look(piece);
        at += bytesRead;
      }
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
