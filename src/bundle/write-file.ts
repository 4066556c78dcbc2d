import { open } from 'node:fs/promises';

/** Writes a stream to a file, one piece while the next is made. It is closed whatever happens, and so is the stream. */
export async function writeFile(path: string, pieces: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void> {
  const file = await open(path, 'w');
  let written = Promise.resolve();
  try {
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      await written;
      written = file.writeFile(piece);
      // It is awaited in its turn; until then its failure is not unhandled.
      written.catch(() => undefined);
    }
    await written;
  } finally {
    await file.close();
  }
}
