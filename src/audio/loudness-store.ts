import type { Loudness } from '../model/loudness.ts';
import type { Store } from '../store/store.ts';

/**
 * The only writer of `loudness`: what an engine has measured of a track. Another engine may decode to other samples, and
 * what was measured before must not change what a run makes.
 */
export interface LoudnessStore {
  /** Null where it was not measured. */
  find(trackId: string, engine: string): Loudness | null;
  save(trackId: string, engine: string, loudness: Loudness): void;
  /** How many are of tracks that the library has forgotten. */
  countForgotten(): number;
  removeForgotten(): void;
}

export function loudnessStore({ db }: Store): LoudnessStore {
  const find = db.prepare<[string, string], { blocks: string; truePeak: number }>(
    'SELECT blocks, true_peak AS truePeak FROM loudness WHERE track_id = ? AND engine = ?',
  );
  const save = db.prepare('INSERT OR REPLACE INTO loudness (track_id, engine, blocks, true_peak) VALUES (?, ?, ?, ?)');
  const forgotten = 'FROM loudness WHERE NOT EXISTS (SELECT 1 FROM tracks WHERE id = track_id)';
  const countForgotten = db.prepare<[], number>(`SELECT count(*) ${forgotten}`).pluck();
  const removeForgotten = db.prepare(`DELETE ${forgotten}`);
  return {
    countForgotten: () => countForgotten.get()!,
    removeForgotten: () => void removeForgotten.run(),
    find: (trackId, engine) => {
      const found = find.get(trackId, engine);
      return found ? { blocks: JSON.parse(found.blocks) as Loudness['blocks'], truePeak: found.truePeak } : null;
    },
    save: (trackId, engine, { blocks, truePeak }) => void save.run(trackId, engine, JSON.stringify(blocks), truePeak),
  };
}
