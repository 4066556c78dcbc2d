import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueStore } from '../../src/library/catalogue-store.ts';
import type { CatalogueTrack } from '../../src/library/catalogues/catalogue.ts';
import { libraryStore } from '../../src/library/library-store.ts';
import type { Stores } from '../../src/library/settle.ts';
import { sifted } from '../../src/library/sift.ts';
import { openScratchStore, openStore, type Store } from '../../src/store/store.ts';
import { tempDir } from '../outside.ts';

const dir = tempDir();
const plainOf = (store: Store): Stores => ({ library: libraryStore(store), catalogues: catalogueStore(store) });

const track: CatalogueTrack = {
  ...{ title: 'T', artist: 'A', artists: ['A'], album: '', albumArtist: '', genres: [], styles: [] },
  ...{ year: null, bpm: null, key: null, energy: null, explicit: null, isrc: null, lengthMs: 1000, ids: [] },
};

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const name = fc.constantFrom(...NAMES);
const change = fc.oneof(
  fc.record({ how: fc.constant('put' as const), id: name, other: name }),
  fc.record({ how: fc.constant('drop' as const), id: name, other: name }),
  fc.record({ how: fc.constant('key' as const), id: name, other: name }),
  fc.record({ how: fc.constant('become' as const), id: name, other: name }),
);

function make({ library, catalogues }: Stores, { how, id, other }: { how: string; id: string; other: string }): void {
  if (how === 'put') library.putNamed(id, track);
  if (how === 'drop') library.drop(id);
  if (how === 'key') catalogues.addKey(`isrc:${id}`, other);
  if (how === 'become') catalogues.become(id, [other]);
}

const known = ({ library, catalogues }: Stores): unknown =>
  NAMES.map((id) => [library.has(id), ...[id, `isrc:${id}`, `track:${id}`].map((key) => catalogues.idsByKey(key))]);

describe('sifted stores', () => {
  it('know what the plain ones know, whatever was there and whatever comes', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), fc.array(change, { maxLength: 12 }), (before, after) => {
        const store = openScratchStore(join(dir, 'none.db'));
        const plain = plainOf(store);
        for (const one of before) make(plain, one);
        const { stores, isValid } = sifted(store, plain);
        for (const one of after) {
          make(stores, one);
          expect(known(stores)).toEqual(known(plain));
        }
        expect(isValid()).toBe(true);
        store.close();
      }),
      { numRuns: 25 },
    );
  });

  it('are no longer valid once another process has written', () => {
    const path = join(dir, 'shared.db');
    const [store, other] = [openStore(path), openStore(path)];
    const { stores, isValid } = sifted(store, plainOf(store));
    stores.library.putNamed('a', track);
    expect(isValid()).toBe(true);
    plainOf(other).library.putNamed('b', track);
    expect(isValid()).toBe(false);
    other.close();
    store.close();
  });
});
