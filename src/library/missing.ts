import type { Store } from '../store/store.ts';
import { libraryStore } from './library-store.ts';
import type { TrackFacts } from './read-track.ts';

/** A track that once had audio and has none now. */
export interface MissingTrack {
  readonly facts: TrackFacts;
  /** Absolute path of its last file. */
  readonly lastPath: string;
}

/** All tracks of which every file has vanished, in order of their last paths. */
export function missingTracks(store: Store): MissingTrack[] {
  return libraryStore(store).missing();
}
