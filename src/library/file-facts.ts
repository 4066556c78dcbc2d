import { indexOfId, type TrackColumns } from '../model/track-table.ts';
import type { Track } from '../model/track.ts';
import type { Store } from '../store/store.ts';

/** What is known of the files of a track beside what the table of all tracks holds. */
export interface FileFacts extends Pick<Track, 'codec' | 'isrc' | 'trackNumber' | 'discNumber'> {
  /** Of the largest of them, as it was scanned last. */
  readonly sizeBytes: number;
}

/** Tells of each track of the table the facts on its files, in no order; no file is looked at. */
export function* fileFacts(
  { db }: Store,
  table: TrackColumns,
): Generator<readonly [index: number, facts: FileFacts], void> {
  const rows = db.prepare<[], FileFacts & { id: string }>(`
    SELECT t.id, t.codec, t.isrc, t.track_number AS trackNumber, t.disc_number AS discNumber, max(f.size_bytes) AS sizeBytes
    FROM files f JOIN tracks t ON t.id = f.track_id GROUP BY f.track_id`);
  for (const row of rows.iterate()) {
    const index = indexOfId(table, row.id);
    if (index !== null) yield [index, row];
  }
}
