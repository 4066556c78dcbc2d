import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { abandonedPartials } from '../../base/atomic-file.ts';
import type { OutboxStore } from '../../delivery/outbox-store.ts';
import { burnStore } from '../../discs/burning/burn-store.ts';
import type { Desk } from '../desk.ts';
import { workerStore } from '../worker-store.ts';

/** Folders of a workspace. */
export interface CacheFolders {
  readonly work: string;
  readonly unpacked: string;
  readonly locks: string;
}

export interface CacheFile {
  /** What a batch that is gone had not finished; a file or folder that was being written; a lock of what is done. */
  readonly kind: 'work' | 'partial' | 'lock';
  readonly path: string;
  readonly bytes: number;
}

interface Ports extends Desk {
  readonly outbox: OutboxStore;
}

/**
 * The files that nobody needs: work folders of batches that are not there, partial files that ended processes left before a time
 * in the workspace and in `outFolders`, and locks of what is done that are no younger.
 *
 * @param beforeMs since 1970
 */
export async function findCacheFiles(
  folders: CacheFolders,
  outFolders: Iterable<string>,
  beforeMs: number,
  isGone: (batch: string) => boolean,
  ports: Ports,
): Promise<CacheFile[]> {
  const batches = await namesIn(folders.work);
  const [gone, there] = [batches.filter(isGone), batches.filter((batch) => !isGone(batch))];
  const finished = there.filter((batch) => !ports.jobs.isOpen(batch)).map((batch) => join(folders.work, batch));
  const lists = await Promise.all(finished.map(async (one) => (await namesIn(one)).map((name) => join(one, name))));
  const partials = [...new Set([...outFolders, folders.unpacked, ...lists.flat()])].map(async (folder) =>
    abandonedPartials(folder).catch(() => []),
  );
  const locks = (await namesIn(folders.locks)).filter((name) => isDone(name, isGone, ports));
  const old = await Promise.all([
    ...(await Promise.all(partials)).flat().map(async (path) => oldFile('partial', path, beforeMs)),
    ...locks.map(async (name) => oldFile('lock', join(folders.locks, name), beforeMs)),
  ]);
  const work = gone.map(async (batch): Promise<CacheFile> => {
    const path = join(folders.work, batch);
    return { kind: 'work', path, bytes: await sizeOf(path) };
  });
  return [...(await Promise.all(work)), ...old.flat()];
}

async function oldFile(kind: 'partial' | 'lock', path: string, beforeMs: number): Promise<CacheFile[]> {
  const info = await lstat(path).catch(() => null);
  return info !== null && info.mtimeMs < beforeMs ? [{ kind, path, bytes: await sizeOf(path) }] : [];
}

/** Whether nobody will take the lock of this name again, or whoever does finds that there is nothing to do. */
function isDone(name: string, isGone: (batch: string) => boolean, { store, outbox, clock }: Ports): boolean {
  const [, kind, id] = /^(?:(delivery|worker|webhook|burn)-)?(.+)\.lock$/.exec(name) ?? [];
  if (id === undefined) return false;
  switch (kind) {
    case 'delivery':
      return (outbox.find(id)?.state ?? 'done') === 'done';
    case 'worker':
      return workerStore(store)
        .all()
        .every((worker) => String(worker.id) !== id);
    case 'webhook':
      return false;
    case 'burn':
      return burnStore(store, clock).last(id)?.state === 'done';
    default:
      return isGone(id);
  }
}

/** Bytes of a file, or of all files in a folder; what vanishes meanwhile has none. */
async function sizeOf(path: string): Promise<number> {
  const info = await lstat(path).catch(() => null);
  if (info === null) return 0;
  if (!info.isDirectory()) return info.size;
  let bytes = 0;
  for (const name of await namesIn(path)) bytes += await sizeOf(join(path, name));
  return bytes;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
