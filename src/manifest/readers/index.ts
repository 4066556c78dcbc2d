import { extname } from 'node:path';
import type { ManifestReader } from '../raw-row.ts';
import { csvReader } from './csv.ts';
import { jsonReader } from './json.ts';
import { ndjsonReader } from './ndjson.ts';

/** The kinds of manifest, the more particular ones first: CSV takes what nobody else claims. */
const READERS: readonly ManifestReader[] = [ndjsonReader, jsonReader, csvReader];

/** The reader for a manifest, by the extension of its name, else by its content. */
export function pickReader(name: string, text: string): ManifestReader {
  const extension = extname(name).toLowerCase();
  return READERS.find((r) => r.extensions.includes(extension)) ?? READERS.find((r) => r.recognises(text)) ?? csvReader;
}
