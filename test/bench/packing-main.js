/**
 * Does one thing with a bundle and prints the most memory that this took, in MB, and how many bytes SHA-256 was made of:
 *
 *     packing-main.js pack BUNDLE ARCHIVE FILE|COUNT     of one file, or of so many short ones
 *     packing-main.js verify BUNDLE
 *     packing-main.js open BUNDLE FOLDER
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { packArchive } from '../../dist/bundle/archive.js';
import { openArchive } from '../../dist/bundle/reading/open-archive.js';
import { LIMITS } from '../../dist/bundle/reading/trusted-files.js';
import { unpackBundle } from '../../dist/bundle/reading/unpack.js';
import { verifyBundle } from '../../dist/bundle/reading/verify.js';

const [what, path, ...rest] = process.argv.slice(2);
const hashed = countHashed();
if (what === 'pack') await pack(...rest);
else await read(...rest);
process.stdout.write(JSON.stringify({ peak: peak() / 1e6, hashed: hashed() }));

async function pack(archive, source) {
  const files = Number(source);
  const entries = Number.isNaN(files)
    ? [{ name: 'disc-1/disc.wav', source: { path: source }, store: true }]
    : Array.from({ length: files }, (_, n) => ({
        name: `disc-1/${n}`,
        source: { text: `${n}\n` },
        store: n % 2 === 0,
      }));
  await packArchive(path, 'bench', entries, { archive });
}

async function read(folder) {
  const archive = await openArchive(path, { identities: [], passphrase: async () => null });
  const { faults } = await (folder === undefined
    ? verifyBundle(archive, { limits: LIMITS })
    : unpackBundle(archive, folder, { limits: LIMITS }));
  await archive.close();
  if (faults.length > 0) throw new Error(`${path}: ${JSON.stringify(faults[0])}`);
}

/** Bytes; where the system tells, without the peak of the process that started this one. */
function peak() {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(status);
  return 1024 * (match === null ? process.resourceUsage().maxRSS : Number(match[1]));
}

/** Counts from now on what any hash of this process is made of. */
function countHashed() {
  let bytes = 0;
  const hash = Object.getPrototypeOf(createHash('sha256'));
  const { update } = hash;
  hash.update = function counted(data, ...encoding) {
    bytes += data.length;
    return update.call(this, data, ...encoding);
  };
  return () => bytes;
}
