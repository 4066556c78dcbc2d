import { fold } from '../../base/text.ts';

/** A program that is known by the header it writes. */
interface Dialect {
  readonly name: string;
  /** Folded names of columns; all of them are there. */
  readonly has: readonly string[];
  /** Whether each of its files is one playlist, named by the file. */
  readonly isPlaylist: boolean;
}

/** The more particular ones first. */
const DIALECTS: readonly Dialect[] = [
  { name: 'Exportify', has: ['trackuri', 'trackname', 'artistnames'], isPlaylist: true },
  { name: 'TuneMyMusic', has: ['trackname', 'artistname', 'playlistname', 'type'], isPlaylist: false },
  { name: 'Soundiiz', has: ['title', 'artist', 'album', 'isrc', 'addeddate'], isPlaylist: true },
  { name: 'rekordbox TXT', has: ['#', 'artwork', 'tracktitle'], isPlaylist: true },
  { name: 'iTunes TXT', has: ['name', 'artist', 'grouping', 'myrating', 'location'], isPlaylist: true },
];

/** The program that writes such a header, if it is a known one. */
export function findDialect(columns: readonly string[]): Dialect | undefined {
  const folded = new Set(columns.map(fold));
  return DIALECTS.find(({ has }) => has.every((name) => folded.has(name)));
}
