import { basename, extname, isAbsolute, resolve } from 'node:path';
import { warning, type Problem } from '../base/problem.ts';
import { escapeControl, oneLine } from '../base/text.ts';
import { NO_FACTS, type CatalogueBatch, type CatalogueRow } from './catalogues/catalogue.ts';
import { completeNames } from './file-names.ts';

/** What a playlist file says of a track; what it doesn't say is empty or null. */
export interface ListEntry {
  readonly location: string | null;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly lengthMs: number | null;
  readonly isrc?: string;
  readonly musicbrainzId?: string;
}

/** What is shorter stands for a length that nobody knows. */
const MIN_LENGTH_MS = 1001;

/**
 * The entries of a playlist file, which lies at `file`, as rows of a catalogue: places in a list that has the title of the
 * playlist, else the name of the file. Entries that name no track are problems.
 */
export function listRows(title: string, entries: readonly ListEntry[], file: string, folder: string): CatalogueBatch {
  const playlist = title === '' ? oneLine(basename(file, extname(file))) : title;
  const problems: Problem[] = [];
  const rows = entries.flatMap((entry, i): CatalogueRow[] => {
    const row = i + 1;
    const path = pathOf(entry.location, folder);
    const names = completeNames(entry, path?.replaceAll('\\', '/') ?? '');
    if (names.title === '') {
      problems.push(warning('title-missing', 'the entry names no track', { file, row, hint: 'it is passed over' }));
      return [];
    }
    const { lengthMs } = entry;
    const isAbsurd = lengthMs !== null && lengthMs < MIN_LENGTH_MS;
    if (isAbsurd) problems.push(absurd(lengthMs, names.title, file, row));
    return [
      {
        ...NO_FACTS,
        ...names,
        artists: names.artist === '' ? [] : [names.artist],
        album: entry.album,
        isrc: entry.isrc ?? null,
        ids: entry.musicbrainzId === undefined ? [] : [{ kind: 'musicbrainz', value: entry.musicbrainzId }],
        lengthMs: isAbsurd ? null : lengthMs === null ? null : Math.round(lengthMs),
        ...{ row, line: row, path, playlist, position: row },
      },
    ];
  });
  return { rows, problems };
}

/** A path of any system; null for what lies on the network. */
function pathOf(location: string | null, folder: string): string | null {
  if (location === null || location.trim() === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(location)) return null;
  const isForeign = /^[a-z]:|\\/i.test(location);
  return isForeign || isAbsolute(location) ? location : resolve(folder, location);
}

function absurd(lengthMs: number, title: string, file: string, row: number): Problem {
  return warning('length-absurd', `"${lengthMs} ms" can't be the length of "${escapeControl(title)}"`, {
    ...{ file, row, column: 'duration' },
    hint: 'the track is taken without a length',
  });
}
