import { framesToMs } from '../base/frames.ts';
import type { Copy, Disc } from '../model/disc.ts';
import type { Store } from '../store/store.ts';

interface DiscSummary {
  readonly id: string;
  readonly playlist: string;
  readonly number: number;
  readonly of: number;
  readonly title: string;
  /** Id of the medium. */
  readonly media: string;
  /** How many. */
  readonly tracks: number;
  readonly lengthMs: number;
  /** How many. */
  readonly copies: number;
}

/** The only writer of `discs` and `copies`. */
export interface DiscStore {
  /** Keeps the discs of a playlist in place of those that it had, all of them or nothing. */
  saveDiscs(playlistId: string, discs: readonly Disc[]): void;
  discsOf(playlistId: string): Disc[];
  /** Those whose id begins so, and that of which a copy has this serial number; lower case. */
  findDiscs(reference: string): Disc[];
  /** By playlist and number. */
  listDiscs(): DiscSummary[];
}

interface DiscRow {
  readonly id: string;
  readonly layout: string;
}

export function discStore({ db, transaction }: Store): DiscStore {
  const remove = db.prepare('DELETE FROM discs WHERE playlist_id = ?');
  const addDisc = db.prepare(
    'INSERT INTO discs (id, playlist_id, number, medium, frames, layout) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const addCopy = db.prepare('INSERT INTO copies (id, disc_id, number, serial) VALUES (?, ?, ?, ?)');
  const ofPlaylist = db.prepare<[string], DiscRow>(
    'SELECT id, layout FROM discs WHERE playlist_id = ? ORDER BY number',
  );
  const copiesOf = db.prepare<[string], Copy>(
    'SELECT id, number, serial FROM copies WHERE disc_id = ? ORDER BY number',
  );
  const list = db.prepare<[], Omit<DiscSummary, 'lengthMs'> & { frames: number }>(
    `SELECT id, playlist_id AS playlist, number, layout ->> 'of' AS "of", layout ->> 'title' AS title, medium AS media,
       json_array_length(layout, '$.tracks') AS tracks, frames,
       (SELECT count(*) FROM copies WHERE disc_id = discs.id) AS copies
     FROM discs ORDER BY playlist_id, number`,
  );

  const found = db.prepare<{ reference: string }, DiscRow>(
    `SELECT id, layout FROM discs WHERE substr(id, 1, length(@reference)) = @reference
     OR id IN (SELECT disc_id FROM copies WHERE lower(serial) = @reference) ORDER BY id LIMIT 100`,
  );
  const withCopies = ({ id, layout }: DiscRow): Disc => ({
    // What was laid out before there were other discs doesn't say its kind.
    ...({ kind: 'audio', ...(JSON.parse(layout) as object) } as Disc),
    copies: copiesOf.all(id),
  });

  return {
    saveDiscs: (playlistId, discs) =>
      transaction(() => {
        remove.run(playlistId);
        for (const { copies, ...layout } of discs) {
          addDisc.run(layout.id, playlistId, layout.number, layout.medium.id, layout.frames, JSON.stringify(layout));
          for (const copy of copies) addCopy.run(copy.id, layout.id, copy.number, copy.serial);
        }
      }),
    discsOf: (playlistId) => ofPlaylist.all(playlistId).map(withCopies),
    findDiscs: (reference) => found.all({ reference }).map(withCopies),
    listDiscs: () => list.all().map(({ frames, ...disc }) => ({ ...disc, lengthMs: framesToMs(frames) })),
  };
}
