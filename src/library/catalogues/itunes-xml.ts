import type { Table } from './catalogue.ts';
import { xmlRecords } from './xml-elements.ts';

const COLUMNS = [
  'Name',
  'Artist',
  'Album Artist',
  'Album',
  'Genre',
  'Grouping',
  'Total Time',
  'Year',
  'BPM',
  'Explicit',
  'Location',
] as const;

/** What only lists have that nobody made: all music, all films, folders. */
const BUILT_IN = new Set(['Master', 'Distinguished Kind', 'Folder']);
const MAX_VALUE = 10_000;

/** The tracks of an iTunes library (a property list): dictionaries in the one of the key `Tracks`, lengths in ms. */
export async function readItunesXml(text: AsyncIterable<string>): Promise<Table> {
  /** The last key at each depth. */
  const keys: string[] = [];
  let track = new Map<string, string>();
  let playlists = 0;
  let isOwn = true;
  const isPlaylist = (path: readonly string[]): boolean =>
    path.length === 4 && path[2] === 'array' && path[3] === 'dict' && keys[3] === 'Playlists';
  const inTracks = (path: readonly string[]): boolean => path.length >= 4 && keys[3] === 'Tracks';
  return {
    columns: COLUMNS,
    fixed: [
      { field: 'title', column: 'Name', unit: null },
      { field: 'duration', column: 'Total Time', unit: 'ms' },
    ],
    batches: xmlRecords(text, {
      opened: (path) => {
        const begins = path.length === 4 && path[3] === 'dict' && inTracks(path);
        if (begins) track = new Map();
        if (isPlaylist(path)) isOwn = true;
        return begins;
      },
      closed: (path, content) => {
        const name = path.at(-1)!;
        if (name === 'key') {
          keys[path.length] = content.trim();
          if (path.length === 5 && keys[3] === 'Playlists' && BUILT_IN.has(keys[5]!)) isOwn = false;
        } else if (isPlaylist(path)) playlists += isOwn ? 1 : 0;
        else if (path.length === 5 && inTracks(path)) track.set(keys[5] ?? '', valueOf(name, content));
        else if (path.length === 4 && name === 'dict' && inTracks(path)) {
          return COLUMNS.map((column) => track.get(column) ?? '');
        }
        return null;
      },
    }),
    playlists: () => playlists,
  };
}

/** Truth is told by an element's name. */
function valueOf(name: string, content: string): string {
  return name === 'true' || name === 'false' ? name : content.slice(0, MAX_VALUE).trim();
}
