import type { Loudness } from '../model/loudness.ts';
import type { Store } from '../store/store.ts';

/** The only writer of `loudness`: what was measured of a track, which is as good as its file is the same. */
export interface LoudnessStore {
  /** Null where it was not measured. */
  find(trackId: string): Loudness | null;
  save(trackId: string, loudness: Loudness): void;
}

export function loudnessStore({ db }: Store): LoudnessStore {
  const find = db.prepare<[string], { blocks: string; truePeak: number }>(
    'SELECT blocks, true_peak AS truePeak FROM loudness WHERE track_id = ?',
  );
  const save = db.prepare('INSERT OR REPLACE INTO loudness (track_id, blocks, true_peak) VALUES (?, ?, ?)');
  return {
    find: (trackId) => {
      const found = find.get(trackId);
      return found ? { blocks: JSON.parse(found.blocks) as Loudness['blocks'], truePeak: found.truePeak } : null;
    },
    save: (trackId, { blocks, truePeak }) => void save.run(trackId, JSON.stringify(blocks), truePeak),
  };
}
