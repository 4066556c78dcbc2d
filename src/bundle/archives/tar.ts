import type { Stats } from 'node:fs';
import { ENTRY_FACTS, type OpenArchive, type Stage, type StreamKind } from './archive-kind.ts';

/** POSIX tar, with PAX headers for names that are long or not ASCII. */
export const tar: StreamKind = {
  id: 'tar',
  form: 'stream',
  extension: '.tar',
  summary: 'not compressed',
  levels: null,
  open: async () => openTar([]),
};

/** A tar whose bytes go through these stages. */
export async function openTar(stages: readonly Stage[]): Promise<OpenArchive> {
  const { TarArchive } = await import('archiver');
  const archive = new TarArchive();
  return {
    archive,
    append: ({ name, content, bytes }) => {
      // Without a size it would be held in memory.
      archive.append(content, { ...ENTRY_FACTS, name, stats: { size: bytes } as Stats });
    },
    stages,
  };
}
