import { describe, expect, it } from 'vitest';
import { listNow } from '../../src/batch/kept-list.ts';
import { libraryStore } from '../../src/library/library-store.ts';
import type { Track } from '../../src/model/track.ts';
import { memoryStore, putTracks } from '../library/stored.ts';
import { makeTrack } from '../make-track.ts';
import { keptOf, makePlaylist } from '../playlists/make.ts';

const made = ['a', 'b'].map((id) =>
  makeTrack({ id, path: `/music/${id}.flac`, relativePath: `${id}.flac`, title: id }),
);
const playlist = keptOf(makePlaylist({ tracks: made }));

function tracksNow(change: (store: ReturnType<typeof memoryStore>) => void): readonly Track[] {
  const store = memoryStore();
  putTracks(store, made);
  change(store);
  return listNow(playlist, store).tracks;
}

describe('a stored list', () => {
  it('has its tracks as the library knows them now', () => {
    const moved = { ...made[0]!, path: '/other/A.flac', relativePath: 'A.flac', title: 'mended', isrc: 'GBAYE0000001' };
    const now = tracksNow((store) => {
      putTracks(store, [moved]);
      libraryStore(store).forget(['/music/a.flac']);
    });
    expect(now).toEqual([moved, made[1]]);
  });

  it('tells where the last file of a track lay, and of one that is forgotten what choosing knew', () => {
    const missing = tracksNow((store) => libraryStore(store).forget(['/music/b.flac']));
    expect(missing[1]).toMatchObject({ title: 'b', path: '/music/b.flac', relativePath: 'b.flac' });
    const forgotten = tracksNow((store) => {
      libraryStore(store).forget(['/music/b.flac']);
      libraryStore(store).prune(['/music']);
    });
    expect(forgotten).toEqual([made[0], expect.objectContaining({ ...playlist.tracks[1]!, path: '', isrc: null })]);
  });
});
