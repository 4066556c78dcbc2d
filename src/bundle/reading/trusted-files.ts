import { formatBytes } from '../../base/bytes.ts';
import { refused } from './damage.ts';
import type { OpenedArchive, StoredFile } from './opened-archive.ts';
import { faultOfName, nameKey } from './safe-name.ts';

/** What an archive may grow to while it is read. */
export interface Limits {
  readonly files: number;
  readonly bytes: number;
  /** How many times as large as the archive, once that is more than 100 MB. */
  readonly ratio: number;
}

export const LIMITS: Limits = { files: 1_000_000, bytes: 200e9, ratio: 200 };

const RATIO_MATTERS_BYTES = 100e6;

/**
 * The files of an archive whose names are harmless, each its own, and which keep to the limits.
 *
 * @throws AppError `bundle-refused` at the first that isn't or doesn't, before any of its bytes are read
 */
export async function* trustedFiles(
  archive: OpenedArchive,
  limits: Limits,
): AsyncGenerator<StoredFile, void, undefined> {
  const taken = new Map<string, 'file' | 'folder'>();
  let [files, bytes] = [0, 0];
  for await (const file of archive.files()) {
    const shown = JSON.stringify(file.name.slice(0, 200));
    const fault = faultOfName(file.name);
    if (fault !== null) throw refused(`the name ${shown} is not safe: ${fault}`, 'do not trust it');
    if (!take(nameKey(file.name), taken)) throw refused(`${shown} is in it twice`, 'do not trust it');
    if (++files > limits.files) throw tooMuch(`more than ${limits.files} files`, '--max-files');
    bytes += file.bytes;
    if (bytes > limits.bytes) throw tooMuch(`more than ${formatBytes(limits.bytes)}`, '--max-size');
    if (bytes > RATIO_MATTERS_BYTES && bytes > limits.ratio * archive.bytes) {
      throw tooMuch(`more than ${limits.ratio} times its own size`, '--max-ratio');
    }
    yield file;
  }
}

/** Takes a name, and the folders on its way, unless it or one of them is something else already. */
function take(key: string, taken: Map<string, 'file' | 'folder'>): boolean {
  if (taken.has(key)) return false;
  taken.set(key, 'file');
  for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
    const folder = key.slice(0, end);
    const is = taken.get(folder);
    if (is === 'file') return false;
    if (is === 'folder') return true;
    taken.set(folder, 'folder');
  }
  return true;
}

function tooMuch(what: string, option: string): Error {
  return refused(`it would unpack to ${what}`, `if you trust it, raise the limit with ${option}`);
}
