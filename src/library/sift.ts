import { bloomFilter } from '../base/bloom-filter.ts';
import { dataVersion } from '../store/next-change.ts';
import type { Store } from '../store/store.ts';
import { FORMER } from './catalogue-store.ts';
import type { Stores } from './settle.ts';

/**
 * The same stores, which ask the database only for tracks and keys that may be there: of many that are new, nearly none.
 * Right as long as nobody else changes the database; returns whether that is so, too. All that is there is gone through once.
 */
export function sifted(store: Store, { library, catalogues }: Stores): { stores: Stores; isValid: () => boolean } {
  const version = dataVersion(store);
  const there = bloomFilter();
  for (const id of library.ids()) there.add(id);
  for (const key of catalogues.keys()) there.add(key);
  const stores: Stores = {
    library: {
      ...library,
      has: (id) => there.mayHave(id) && library.has(id),
      putNamed: (id, told) => {
        there.add(id);
        library.putNamed(id, told);
      },
    },
    catalogues: {
      ...catalogues,
      idsByKey: (key) => (there.mayHave(key) ? catalogues.idsByKey(key) : []),
      addKey: (key, trackId) => {
        there.add(key);
        catalogues.addKey(key, trackId);
      },
      become: (trackId, others) => {
        // What it was known by before is there already.
        there.add(FORMER + trackId);
        catalogues.become(trackId, others);
      },
    },
  };
  return { stores, isValid: () => dataVersion(store) === version };
}
