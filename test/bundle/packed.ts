/** Small bundles for tests, packed as ours are. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packArchive, type PackOptions } from '../../src/bundle/archive.ts';
import type { BundleEntry } from '../../src/bundle/entry.ts';
import type { Keys } from '../../src/bundle/encryption/unseal.ts';
import { openArchive } from '../../src/bundle/reading/open-archive.ts';
import { LIMITS, type Limits } from '../../src/bundle/reading/trusted-files.ts';
import { unpackBundle, type Unpacked } from '../../src/bundle/reading/unpack.ts';
import { verifyBundle, type Fault } from '../../src/bundle/reading/verify.ts';

export const FOLDER = 'mix-abc123';
export const NO_KEYS: Keys = { identities: [], passphrase: async () => null };

export const text = (name: string, content: string): BundleEntry => ({ name, source: { text: content }, store: false });

/** Bytes that look like chance, the same each time. */
export function noise(bytes: number): Buffer {
  let state = 1;
  return Buffer.from(Array.from({ length: bytes }, () => (state = (state * 48_271) % 0x7fff_ffff) & 0xff));
}

/** What a bundle of one disc holds, its audio in a file in `dir`. */
export function bundleEntries(dir: string, audioBytes = 200_000): BundleEntry[] {
  const wav = join(dir, 'disc.wav');
  writeFileSync(wav, noise(audioBytes));
  const record = { schemaVersion: 1, playlist: { id: 'p1', title: 'Mix', tracks: [] }, discs: [{ folder: 'disc-1' }] };
  return [
    text('README.txt', 'to be burned\n'.repeat(500)),
    text('bundle.json', JSON.stringify(record)),
    { name: 'disc-1/disc.wav', source: { path: wav }, store: true },
    text('disc-1/disc.cue', 'FILE "disc.wav" WAVE\r\n'),
    text('disc-1/disc.toc', 'CD_DA\nFILE "disc.wav" 00:00:00 00:01:00\n'),
    text('disc-1/disc.json', '{}'),
  ];
}

/** Packs entries and returns the path. */
export async function pack(path: string, entries: readonly BundleEntry[], options: PackOptions = {}): Promise<string> {
  await packArchive(path, FOLDER, entries, options);
  return path;
}

/** What is wrong with a bundle: file and code of each fault; that of the error where it can't even be opened. */
export async function faultsOf(path: string, keys = NO_KEYS, limits: Limits = LIMITS): Promise<string[]> {
  const shown = ({ file, code }: Fault): string => `${file ?? '-'} ${code}`;
  try {
    const archive = await openArchive(path, keys);
    try {
      return (await verifyBundle(archive, { limits })).faults.map(shown);
    } finally {
      await archive.close();
    }
  } catch (error) {
    const { code, exitCode } = error as { code: string; exitCode: number };
    if (exitCode !== 7) throw error;
    return [`- ${code}`];
  }
}

/** Unpacks a bundle into a folder. */
export async function unpack(path: string, folder: string, keys = NO_KEYS, limits: Limits = LIMITS): Promise<Unpacked> {
  const archive = await openArchive(path, keys);
  try {
    return await unpackBundle(archive, folder, { limits });
  } finally {
    await archive.close();
  }
}
