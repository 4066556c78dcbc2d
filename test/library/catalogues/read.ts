import { createReadStream } from 'node:fs';
import type { Catalogue, CatalogueOptions, CatalogueRow } from '../../../src/library/catalogues/catalogue.ts';
import { openCatalogue } from '../../../src/library/catalogues/index.ts';
import { mergeRows, recordingKeysOf } from '../../../src/library/catalogues/merge.ts';
import type { CatalogueTrack } from '../../../src/library/catalogues/catalogue.ts';
import type { Problem } from '../../../src/base/problem.ts';

export interface WholeCatalogue extends Omit<Catalogue, 'batches' | 'playlists'> {
  readonly playlists: number;
  readonly rows: readonly CatalogueRow[];
  readonly problems: readonly Problem[];
}

/** Reads a catalogue to its end. */
export async function readAll(
  bytes: AsyncIterable<Uint8Array>,
  options: Partial<CatalogueOptions> = {},
): Promise<WholeCatalogue> {
  const { batches, playlists, ...catalogue } = await openCatalogue(bytes, { source: 'list.csv', ...options });
  const rows: CatalogueRow[] = [];
  const problems: Problem[] = [];
  for await (const batch of batches) {
    rows.push(...batch.rows);
    problems.push(...batch.problems);
  }
  return { ...catalogue, playlists: playlists(), rows, problems };
}

/** A text, or its bytes, as a file read in chunks of some size. */
export async function* chunks(content: string | Uint8Array, size = 1 << 16): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content as string);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const readText = (
  content: string | Uint8Array,
  options: Partial<CatalogueOptions> = {},
): Promise<WholeCatalogue> => readAll(chunks(content), options);

export const readFile = (path: string, options: Partial<CatalogueOptions> = {}): Promise<WholeCatalogue> =>
  readAll(createReadStream(path), { source: path, ...options });

/** How often each code occurs among problems. */
export function codes(problems: readonly Problem[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { code } of problems) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** Field, column and unit of a mapping. */
export function mapped({ mapping }: Pick<Catalogue, 'mapping'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    mapping.columns.map(({ field, column, unit }) => [field, unit === null ? column : `${column}:${unit}`]),
  );
}

/** The recordings that rows make, joined by whatever key they share, as a store would. */
export function recordings(rows: readonly CatalogueRow[]): readonly CatalogueTrack[] {
  const byKey = new Map<string, CatalogueTrack>();
  for (const row of rows) {
    const keys = recordingKeysOf(row);
    const known = new Set(keys.flatMap((key) => byKey.get(key) ?? []));
    const merged = [...known].reduce(mergeRows, row);
    for (const key of [...keys, ...[...known].flatMap(recordingKeysOf)]) byKey.set(key, merged);
  }
  return [...new Set(byKey.values())];
}
