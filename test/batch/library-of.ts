import type { LibraryView } from '../../src/library/view.ts';
import type { Track } from '../../src/model/track.ts';
import { indexOfId, tableOf } from '../../src/model/track-table.ts';

/** A library of these tracks, as a scan would leave it. */
export function libraryOf(own: readonly Track[]): LibraryView {
  const table = tableOf(own);
  const findById = (id: string) => {
    const index = indexOfId(table, id);
    return index === null ? undefined : table.track(index);
  };
  const nothing = () => [];
  const lookups = {
    fileFacts: () => {
      throw new Error('no list here is by files');
    },
    findByPath: nothing,
    findByRelativePath: nothing,
    findByNames: nothing,
    findByIsrc: nothing,
  };
  return { table, tracks: own, findById, findByMusicbrainzId: nothing, ...lookups };
}
