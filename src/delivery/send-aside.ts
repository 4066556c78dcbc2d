import { createHash } from 'node:crypto';
import { lasting, passing } from './delivery-error.ts';
import { readPieces, type Parcel } from './parcel.ts';
import type { Proof, Sending } from './target.ts';

/** A folder somewhere, as far as sending needs it. Names are those of files in it. */
export interface FarFolder {
  /** Where a file of that name is, for people. */
  location(name: string): string;
  /** Size of a file in bytes; null where there is none. */
  size(name: string): Promise<number | null>;
  /** Reads a whole file. */
  read(name: string, receive: (bytes: Uint8Array) => void, signal: AbortSignal): Promise<void>;
  /** Writes from `offset` on, which is where the file ends so far, and has the bytes on the device when it resolves. */
  append(
    name: string,
    offset: number,
    pieces: AsyncIterable<Uint8Array>,
    onWritten: (bytes: number) => void,
  ): Promise<void>;
  /** Gives a file its final name; false, and nothing done, where that is taken. */
  place(from: string, to: string): Promise<boolean>;
  remove(name: string): Promise<void>;
}

/** What is kept of a try: whether the file was about to get its final name. */
interface Placing {
  readonly placing: true;
}

/**
 * Copies a file aside, has it flushed, reads it back, and only then gives it its name. What a broken try left is gone on
 * with.
 *
 * @param isTaken whether somebody there takes files away as soon as they have their names, as robots do with tickets
 */
export async function sendAside(folder: FarFolder, parcel: Parcel, sending: Sending, isTaken = false): Promise<Proof> {
  const { name, bytes, key } = parcel;
  const partial = `.${key}.mixpress-partial`;
  const proof = { location: folder.location(name), bytes, by: 'read-back', mark: null } as const;
  if (await holdsName(folder, parcel, sending.signal)) {
    await folder.remove(partial);
    return { ...proof, found: true };
  }
  const wasPlacing = (sending.progress as Placing | null)?.placing === true;
  if (wasPlacing && isTaken && (await folder.size(partial)) === null) return { ...proof, found: false };
  await fill(folder, partial, parcel, sending);
  if (!(await holds(folder, partial, parcel, sending.signal))) {
    await folder.remove(partial);
    throw passing('transfer-damaged', `what arrived at ${proof.location} is not what was sent`, {
      hint: 'it will be sent anew',
    });
  }
  sending.keep({ placing: true } satisfies Placing);
  if (!(await folder.place(partial, name))) {
    await folder.remove(partial);
    throw nameTaken(proof.location);
  }
  const size = isTaken ? bytes : await folder.size(name);
  if (size !== bytes) throw passing('transfer-damaged', `${proof.location} has ${size ?? 0} bytes instead of ${bytes}`);
  return { ...proof, found: false };
}

async function fill(folder: FarFolder, partial: string, { path, bytes }: Parcel, sending: Sending): Promise<void> {
  let offset = (await folder.size(partial)) ?? 0;
  if (offset > bytes) {
    await folder.remove(partial);
    offset = 0;
  }
  sending.onProgress(offset);
  await folder.append(partial, offset, readPieces(path, offset, sending.signal), sending.onProgress);
}

/** Whether the name is taken by the same bytes; throws where other bytes have it. */
async function holdsName(folder: FarFolder, parcel: Parcel, signal: AbortSignal): Promise<boolean> {
  if ((await folder.size(parcel.name)) === null) return false;
  if (await holds(folder, parcel.name, parcel, signal)) return true;
  throw nameTaken(folder.location(parcel.name));
}

async function holds(
  folder: FarFolder,
  name: string,
  { bytes, sha256 }: Parcel,
  signal: AbortSignal,
): Promise<boolean> {
  if ((await folder.size(name)) !== bytes) return false;
  const hash = createHash('sha256');
  await folder.read(name, (piece) => void hash.update(piece), signal);
  return hash.digest('hex') === sha256;
}

/** Somebody else's file has the name. */
export function nameTaken(location: string): Error {
  return lasting('name-taken', `${location} is there already and holds something else`, {
    hint: 'move it away, or deliver to another place; it is never overwritten',
  });
}
