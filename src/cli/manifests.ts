import { dirname, resolve } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { KNOWN_NAMES } from '../batch/known-names.ts';
import { loadManifest } from '../manifest/load.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Context } from './context.ts';

export interface LoadedManifest extends Manifest {
  /** Where paths in it start: its own folder, or the current one for standard input. */
  readonly folder: string;
}

/** Standard input, which may be somebody who never types anything but Ctrl-C. */
export async function* untilStopped({ stdin, signal }: Context): AsyncGenerator<Uint8Array> {
  try {
    yield* addAbortSignal(signal, stdin) as AsyncIterable<Uint8Array>;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/** Loads manifests one after the other. `seed` changes the seeds of rows that tell none. */
export async function loadManifests(
  paths: readonly string[],
  context: Context,
  seed: number | null = null,
): Promise<LoadedManifest[]> {
  const manifests: LoadedManifest[] = [];
  for (const path of paths) {
    const manifest = await loadManifest(path, untilStopped(context), KNOWN_NAMES, seed);
    manifests.push({ ...manifest, folder: path === '-' ? process.cwd() : dirname(resolve(path)) });
  }
  return manifests;
}
