import type { Stats } from 'node:fs';
import { Readable } from 'node:stream';
import type { TarArchive } from 'archiver';
import type { PackItem } from '../items.ts';
import type { StreamKind } from './archive-kind.ts';

/** What every entry is said to be from: the first moment that a ZIP can tell, with rights for all to read. */
const ENTRY_FACTS = { date: new Date('1980-01-01T00:00:00Z'), mode: 0o644 } as const;

/** POSIX tar, with PAX headers for names that are long or not ASCII. */
export const tar: StreamKind = {
  id: 'tar',
  form: 'stream',
  extension: '.tar',
  summary: 'not compressed',
  levels: null,
  open: async () => writeTar,
};

/** Packs files into a tar. */
export async function* writeTar(items: AsyncIterable<PackItem>): AsyncGenerator<Uint8Array, void, undefined> {
  const { TarArchive } = await import('archiver');
  const archive = new TarArchive();
  const filled = fill(archive, items).then(
    // What it promises is kept by who reads; after a failure it would never settle.
    () => void archive.finalize().catch(() => undefined),
    (error: unknown) => void archive.destroy(error as Error),
  );
  try {
    yield* archive as AsyncIterable<Buffer>;
  } finally {
    archive.destroy();
    await filled;
  }
}

/** Appends each item and waits until it is in the archive, or that is no more. */
async function fill(archive: TarArchive, items: AsyncIterable<PackItem>): Promise<void> {
  let goOn = (): void => undefined;
  archive.on('entry', () => goOn()).on('close', () => goOn());
  for await (const { name, bytes, content } of items) {
    if (archive.destroyed) return;
    await new Promise<void>((resolve) => {
      goOn = resolve;
      const source = Readable.from(content).once('error', (error) => archive.destroy(error));
      // Without a size it would be held in memory.
      archive.append(source, { ...ENTRY_FACTS, name, stats: { size: bytes } as Stats });
    });
  }
}
