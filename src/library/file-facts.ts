import type { TrackColumns } from '../model/track-table.ts';
import type { Track } from '../model/track.ts';
import type { Store } from '../store/store.ts';

/** What is known of the files of a track beside what the table of all tracks holds. */
export interface FileFacts extends Pick<Track, 'codec' | 'isrc' | 'trackNumber' | 'discNumber'> {
  /** Of the largest of them, when it was scanned last. */
  readonly sizeBytes: number;
}

/** Tells what is known of the files of a track of the table, by its index. No file is looked at. */
export function fileFacts({ db }: Store, { ids }: Pick<TrackColumns, 'ids'>): (index: number) => FileFacts {
  const facts = db.prepare<[string], FileFacts>(`
    SELECT codec, isrc, track_number AS trackNumber, disc_number AS discNumber,
      (SELECT max(size_bytes) FROM files WHERE track_id = tracks.id) AS sizeBytes
    FROM tracks WHERE id = ?`);
  return (index) => facts.get(ids.at(index)!)!;
}
