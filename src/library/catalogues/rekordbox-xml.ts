import type { Table } from './catalogue.ts';
import { xmlRecords } from './xml-elements.ts';

const COLUMNS = [
  'Name',
  'Artist',
  'Album',
  'Genre',
  'TotalTime',
  'Year',
  'AverageBpm',
  'Tonality',
  'Location',
] as const;

/** The collection of rekordbox's `DJ_PLAYLISTS` XML: a track is an element with attributes, lengths are whole seconds. */
export async function readRekordboxXml(text: AsyncIterable<string>): Promise<Table> {
  let cells: readonly string[] | null = null;
  let playlists = 0;
  return {
    columns: COLUMNS,
    fixed: [
      { field: 'title', column: 'Name', unit: null },
      { field: 'duration', column: 'TotalTime', unit: 's' },
    ],
    batches: xmlRecords(text, {
      opened: (path, attributes) => {
        if (path.at(-1) === 'NODE' && attributes['Type'] === '1') playlists++;
        if (!isTrack(path)) return false;
        cells = COLUMNS.map((name) => attributes[name] ?? '');
        return true;
      },
      closed: (path) => (isTrack(path) ? cells : null),
    }),
    playlists: () => playlists,
  };
}

/** Playlists have elements of the same name, without anything but a reference. */
function isTrack(path: readonly string[]): boolean {
  return path.length === 3 && path[2] === 'TRACK' && path[1] === 'COLLECTION';
}
