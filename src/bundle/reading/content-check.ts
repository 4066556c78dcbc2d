import { posix } from 'node:path';
import type { StoredFile } from './opened-archive.ts';
import type { Fault } from './verify.ts';

/** Longer texts are only hashed. */
const MOST_BYTES = 1 << 25;

/** Whether a file is a text that tells of other files: a sheet beside a disc's image, or JSON that we write. */
export function isLookedInto({ name, bytes }: Pick<StoredFile, 'name' | 'bytes'>): boolean {
  return bytes <= MOST_BYTES && name.split('/').length <= 3 && /\.(?:json|jspf|cue|toc)$/.test(name);
}

/** JSON that doesn't parse, and texts that name files which are not there. */
export function faultsOfContent({
  digests,
  texts,
}: {
  readonly digests: ReadonlyMap<string, unknown>;
  readonly texts: ReadonlyMap<string, string>;
}): Fault[] {
  const names = [...digests.keys()];
  return [...texts].flatMap(([name, text]) => {
    const file = name.slice(name.indexOf('/') + 1);
    const faults = (code: string, missing: readonly string[]): Fault[] =>
      missing.map((other) => ({ file, code, message: `it names ${JSON.stringify(other)}, which is not there` }));
    if (/\.(?:cue|toc)$/.test(name)) {
      const isThere = (other: string): boolean => digests.has(other) || digests.has(other.replace(/\.wav$/, '.flac'));
      return faults(
        'sheet-broken',
        filesOfSheet(text).filter((other) => !isThere(posix.join(posix.dirname(name), other))),
      );
    }
    if (!/\.(?:json|jspf)$/.test(name)) return [];
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return [{ file, code: 'json-broken', message: 'it is not sound JSON' }];
    }
    if (file !== 'bundle.json') return [];
    const folders = foldersOfDiscs(value);
    if (folders === null) return [{ file, code: 'json-broken', message: 'it does not tell of a bundle' }];
    const root = name.slice(0, name.indexOf('/') + 1);
    return faults(
      'disc-missing',
      folders.filter((folder) => !names.some((other) => other.startsWith(`${root}${folder}/`))),
    );
  });
}

/** The files that a cue or toc sheet takes audio from, each once. */
function filesOfSheet(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => /^\s*(?:FILE|AUDIOFILE|DATAFILE)\s+"([^"]*)"/.exec(line)?.[1]);
  return [...new Set(lines.filter((name) => name !== undefined))];
}

/** The folders that bundle.json says its discs are in; null where it says nothing of discs. */
function foldersOfDiscs(record: unknown): string[] | null {
  const discs = (record as { discs?: unknown } | null)?.discs;
  if (!Array.isArray(discs)) return null;
  const folders = discs.map((disc: unknown) => (disc as { folder?: unknown } | null)?.folder);
  return folders.every((folder) => typeof folder === 'string') ? folders : null;
}
