/** One try of sending a file to a target, as a courier makes it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectFile, type Parcel } from '../../src/delivery/parcel.ts';
import type { Proof, TargetWorld } from '../../src/delivery/target.ts';
import { findTarget } from '../../src/delivery/targets/index.ts';

/** Writes a file and makes it ready to be sent. */
export async function parcelOf(folder: string, name: string, bytes: Uint8Array): Promise<Parcel> {
  writeFileSync(join(folder, name), bytes);
  return { ...(await inspectFile(join(folder, name))), key: 'k0123456789abcde' };
}

export function worldWith(secrets: Readonly<Record<string, string>>, details: Partial<TargetWorld> = {}): TargetWorld {
  return { secrets: (name) => secrets[name] ?? null, userHome: '/nonexistent', patienceMs: 20_000, ...details };
}

/** Connects, sends and leaves. What is kept of the way is added to `kept`; the try begins with the last of it. */
export async function sendTo(
  address: string,
  parcel: Parcel,
  world: TargetWorld,
  kept: unknown[] = [],
): Promise<Proof> {
  const target = findTarget(address);
  const connection = await target.kind.open(target.address, world);
  try {
    return await connection.send(parcel, {
      progress: kept.at(-1) ?? null,
      keep: (progress) => void kept.push(progress),
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
  } finally {
    await connection.close();
  }
}
