import type { AudioDisc, DiscTrack } from '../model/disc.ts';
import type { Track } from '../model/track.ts';

/** What sheets and packs tell of a disc. */
export type SheetDisc = Pick<AudioDisc, 'title' | 'performer' | 'catalog' | 'flags' | 'frames'> & {
  readonly tracks: readonly SheetTrack[];
};

export type SheetTrack = Pick<DiscTrack, 'number' | 'startFrame' | 'frames' | 'pregapFrames'> & {
  readonly track: Pick<Track, 'title' | 'artist' | 'isrc'>;
};
