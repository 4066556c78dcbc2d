import { keyOnTonic } from '../../base/music-key.ts';
import type { Table } from './catalogue.ts';
import { xmlRecords, type Attributes } from './xml-elements.ts';

const COLUMNS = [
  'TITLE',
  'ARTIST',
  'ALBUM',
  'GENRE',
  'PLAYTIME_FLOAT',
  'RELEASE_DATE',
  'BPM',
  'MUSICAL_KEY',
  'LOCATION',
] as const;

/** The collection of Traktor's NML: an entry is an element with elements, lengths are seconds with their decimals. */
export async function readTraktorNml(text: AsyncIterable<string>): Promise<Table> {
  let entry = new Map<string, Attributes>();
  let playlists = 0;
  return {
    columns: COLUMNS,
    fixed: [{ field: 'duration', column: 'PLAYTIME_FLOAT', unit: 's' }],
    batches: xmlRecords(text, {
      opened: (path, attributes) => {
        if (path[1] === 'PLAYLISTS' && path.at(-1) === 'PLAYLIST') playlists++;
        if (path[1] !== 'COLLECTION' || path[2] !== 'ENTRY' || path.length > 4) return false;
        if (path.length === 3) entry = new Map([['ENTRY', attributes]]);
        else entry.set(path[3]!, attributes);
        return path.length === 3;
      },
      closed: (path) => (path.length === 3 && path[1] === 'COLLECTION' && path[2] === 'ENTRY' ? cellsOf(entry) : null),
    }),
    playlists: () => playlists,
  };
}

function cellsOf(entry: ReadonlyMap<string, Attributes>): readonly string[] {
  const tell = (element: string, attribute: string): string => entry.get(element)?.[attribute] ?? '';
  return [
    tell('ENTRY', 'TITLE'),
    tell('ENTRY', 'ARTIST'),
    tell('ALBUM', 'TITLE'),
    tell('INFO', 'GENRE'),
    tell('INFO', 'PLAYTIME_FLOAT') || tell('INFO', 'PLAYTIME'),
    tell('INFO', 'RELEASE_DATE').slice(0, 4),
    tell('TEMPO', 'BPM'),
    keyOf(tell('MUSICAL_KEY', 'VALUE')) ?? tell('INFO', 'KEY'),
    pathOf(tell('LOCATION', 'VOLUME'), tell('LOCATION', 'DIR'), tell('LOCATION', 'FILE')),
  ];
}

/** Traktor numbers the major keys from C as 0 to 11, the minor ones as 12 to 23. */
function keyOf(value: string): string | null {
  if (!/^(?:1?\d|2[0-3])$/.test(value)) return null;
  return keyOnTonic(Number(value) % 12, Number(value) < 12);
}

/** Folders are parted by `/:`. A drive of Windows leads the path; of a Mac's volume nobody knows where it was mounted. */
function pathOf(volume: string, folder: string, file: string): string {
  if (file === '') return '';
  return (/^[a-z]:$/i.test(volume) ? volume : '') + folder.replaceAll('/:', '/') + file;
}
