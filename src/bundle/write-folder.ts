import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PackItem } from './items.ts';

/** Writes the files into a new folder at `path`, each flushed to the device; the folder in their names is left out. */
export async function writeFolder(path: string, items: AsyncIterable<PackItem>, signal?: AbortSignal): Promise<void> {
  await mkdir(path);
  for await (const { name, content } of items) {
    const target = join(path, ...name.split('/').slice(1));
    await mkdir(dirname(target), { recursive: true });
    const file = await open(target, 'wx', 0o644);
    try {
      for await (const chunk of content) {
        signal?.throwIfAborted();
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  }
}
