import { dirname, resolve } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { DEFAULT_MEDIUM, MEDIA } from '../discs/media/index.ts';
import { DEFAULT_SPLIT, SPLITS } from '../discs/splits/index.ts';
import { TRACK_ORDERS } from '../generate/orders/index.ts';
import { RULE_PACKS } from '../generate/rules/packs.ts';
import type { KnownNames } from '../manifest/known-names.ts';
import { loadManifest } from '../manifest/load.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Context } from './context.ts';

export const KNOWN_NAMES: KnownNames = {
  media: { ids: MEDIA.map(({ id }) => id), defaultId: DEFAULT_MEDIUM.id },
  orders: { ids: TRACK_ORDERS.map(({ id }) => id), defaultId: 'shuffle' },
  splits: { ids: SPLITS.map(({ id }) => id), defaultId: DEFAULT_SPLIT.id },
  rulePacks: RULE_PACKS.map(({ id }) => id),
};

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
