import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareText } from '../../base/text.ts';
import { openFile, piecesOf } from './byte-source.ts';
import { refused } from './damage.ts';
import type { StoredFile } from './opened-archive.ts';

/** The files of a bundle that is a folder, below its name. */
export async function* readFolder(path: string, name = basename(path)): AsyncGenerator<StoredFile, void, undefined> {
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => compareText(a.name, b.name))) {
    const [inner, innerName] = [join(path, entry.name), `${name}/${entry.name}`];
    if (entry.isDirectory()) yield* readFolder(inner, innerName);
    else if (!entry.isFile()) throw refused(`${JSON.stringify(innerName)} is a link or a device`, 'do not trust it');
    else yield { name: innerName, bytes: (await lstat(inner)).size, content: () => readWhole(inner) };
  }
}

async function* readWhole(path: string): AsyncGenerator<Buffer, void, undefined> {
  const file = await openFile(path);
  try {
    yield* piecesOf(file, 0, file.bytes);
  } finally {
    await file.close();
  }
}
