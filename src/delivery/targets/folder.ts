import { constants } from 'node:fs';
import { link, open, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemErrorCode } from '../../base/errors.ts';
import { badTarget, passing } from '../delivery-error.ts';
import { readPieces } from '../parcel.ts';
import { sendAside, type FarFolder } from '../send-aside.ts';
import type { TargetKind } from '../target.ts';

/** A folder of this machine or a share that is mounted here. It must be there: one that isn't may be a share that isn't mounted. */
export const folder: TargetKind = {
  id: 'folder',
  form: 'DIR',
  summary: 'folder or mounted share; copied aside, flushed, read back, renamed',
  secrets: {},
  claims: (address) => /^file:/i.test(address) || !/^[a-z][a-z0-9+.-]+:/i.test(address),
  parse: (address) => resolve(/^file:/i.test(address) ? pathOfUrl(address) : address),
  open: async (address) => {
    await mustBeFolder(address);
    const far = localFolder(address);
    return { send: (parcel, sending) => sendAside(far, parcel, sending), close: async () => undefined };
  },
};

function pathOfUrl(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    throw badTarget(`${JSON.stringify(address)} is not the address of a folder here`, 'write its path');
  }
}

/** Throws DeliveryError `target-unreachable` where there is no folder at `path`. */
export async function mustBeFolder(path: string): Promise<void> {
  const info = await stat(path).catch(() => null);
  if (info?.isDirectory()) return;
  throw passing('target-unreachable', `there is no folder ${path}`, { hint: 'make it, or mount the share' });
}

export function localFolder(path: string): FarFolder {
  const at = (name: string): string => join(path, name);
  return {
    location: at,
    size: async (name) => {
      try {
        return (await stat(at(name))).size;
      } catch (error) {
        if (systemErrorCode(error) === 'ENOENT') return null;
        throw error;
      }
    },
    read: async (name, receive, signal) => {
      for await (const bytes of readPieces(at(name), 0, signal)) receive(bytes);
    },
    append: async (name, offset, pieces, onWritten) => {
      // Never through a link that somebody may have put there.
      const { O_WRONLY, O_CREAT, O_NOFOLLOW = 0 } = constants;
      const file = await open(at(name), O_WRONLY | O_CREAT | O_NOFOLLOW, 0o644);
      try {
        let position = offset;
        for await (const piece of pieces) {
          for (let from = 0; from < piece.length;) {
            const { bytesWritten } = await file.write(piece, from, piece.length - from, position);
            from += bytesWritten;
            position += bytesWritten;
          }
          onWritten(position);
        }
        await file.sync();
      } finally {
        await file.close();
      }
    },
    place: async (from, to) => {
      if (!(await placeNew(at(from), at(to)))) return false;
      await flushFolder(path);
      return true;
    },
    remove: (name) => rm(at(name), { force: true }),
  };
}

/** A link never takes the place of a file; where there are none, a look must do. */
async function placeNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(systemErrorCode(error) ?? '')) throw error;
    if ((await stat(to).catch(() => null)) !== null) return false;
    await rename(from, to);
    return true;
  }
  await rm(from, { force: true });
  return true;
}

/** Some file systems refuse to flush a folder; its entries are then as safe as that system makes them. */
async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync().catch(() => undefined);
  } finally {
    await handle.close();
  }
}
