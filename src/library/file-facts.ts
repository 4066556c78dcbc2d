import { indexOfId, type TrackColumns } from '../model/track-table.ts';
import type { Track } from '../model/track.ts';
import type { Store } from '../store/store.ts';

/** What is known of the files of a track beside what the table of all tracks holds. */
export interface FileFacts extends Pick<Track, 'codec' | 'isrc' | 'trackNumber' | 'discNumber'> {
  /** Of the largest of them, when it was scanned last. */
  readonly sizeBytes: number;
}

/** The facts on the files of each track of a table, in no order. No file is looked at. Nothing may be written meanwhile. */
export function* fileFacts({ db }: Store, table: TrackColumns): Generator<readonly [index: number, facts: FileFacts]> {
  const rows = db.prepare<[], FileFacts & { readonly id: string }>(`
    SELECT t.id, t.codec, t.isrc, t.track_number AS trackNumber, t.disc_number AS discNumber, f.sizeBytes
    FROM (SELECT track_id, max(size_bytes) AS sizeBytes FROM files WHERE track_id IS NOT NULL GROUP BY track_id) f
    CROSS JOIN tracks t ON t.id = f.track_id`);
  for (const row of rows.iterate()) {
    const index = indexOfId(table, row.id);
    if (index !== null) yield [index, row];
  }
}
