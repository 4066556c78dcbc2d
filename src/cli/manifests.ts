import { dirname, resolve } from 'node:path';
import { DEFAULT_MEDIUM, MEDIA } from '../discs/media/index.ts';
import type { KnownMedia } from '../manifest/columns/media.ts';
import { loadManifest } from '../manifest/load.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Context } from './context.ts';

export const KNOWN_MEDIA: KnownMedia = { ids: MEDIA.map(({ id }) => id), defaultId: DEFAULT_MEDIUM.id };

export interface LoadedManifest extends Manifest {
  /** Where paths in it start: its own folder, or the current one for standard input. */
  readonly folder: string;
}

/** Loads manifests one after the other. */
export async function loadManifests(paths: readonly string[], context: Context): Promise<LoadedManifest[]> {
  const manifests: LoadedManifest[] = [];
  for (const path of paths) {
    const manifest = await loadManifest(path, context.stdin as AsyncIterable<Uint8Array>, KNOWN_MEDIA);
    manifests.push({ ...manifest, folder: path === '-' ? process.cwd() : dirname(resolve(path)) });
  }
  return manifests;
}
