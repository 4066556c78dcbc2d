import { isoTime } from '../../base/clock.ts';
import { AppError } from '../../base/errors.ts';
import { framesToMs } from '../../base/frames.ts';
import { contentId } from '../../base/ids.ts';
import type { Order } from '../../model/order.ts';
import { playlistFrames, type Playlist } from '../../model/playlist.ts';
import { withoutPlace, type Track } from '../../model/track.ts';
import { cloneTracks } from '../../playlists/clone.ts';
import type { Decision } from '../step.ts';

export interface CopyInput {
  readonly order: Pick<Order, 'title' | 'ordinal'>;
  /** Id of the source playlist, or the name of the source file. */
  readonly source: string;
  readonly tracks: readonly Track[];
  /** The copy ends before the track that would exceed this; null: it is whole. */
  readonly limitFrames: number | null;
  /** Between two tracks; absent: none. */
  readonly pauseFrames?: number;
}

export interface Copied {
  readonly playlist: string;
  readonly tracks: number;
  readonly lengthMs: number;
  readonly source: string;
}

/** Copies the tracks of another list into a playlist of its own, with its own id, and stores it. */
export const copyPlaylist: Decision<CopyInput, Playlist, Copied> = {
  name: 'clone',
  event: 'playlist-cloned',
  key: ({ order, source, tracks, limitFrames, pauseFrames }) => [
    order.title,
    order.ordinal,
    source,
    limitFrames,
    tracks.map(withoutPlace),
    ...(pauseFrames === undefined ? [] : [pauseFrames]),
  ],
  plan: planCopy,
  output: ({ id, tracks, clonedFrom }) => ({
    playlist: id,
    tracks: tracks.length,
    lengthMs: framesToMs(playlistFrames(tracks)),
    source: clonedFrom!,
  }),
  record: (playlist, ports) => ports.playlists.save(playlist, isoTime(ports.clock())),
  tell: (copied) => ({ ...copied, seed: null, kept: null, shortage: null }),
};

/** The playlist that is stored for a clone. */
export function planCopy({ order, source, tracks, limitFrames, pauseFrames }: CopyInput): Playlist {
  const kept = tracksToCopy(tracks, limitFrames, pauseFrames);
  const ids = kept.map(({ id }) => id);
  return {
    id: contentId('playlist', order.title, order.ordinal, { clonedFrom: source }, limitFrames, ids),
    title: order.title,
    clonedFrom: source,
    seed: null,
    wantedFrames: limitFrames,
    tracks: kept,
  };
}

/** The tracks of a list up to a length, at least one. */
export function tracksToCopy(
  tracks: readonly Track[],
  limitFrames: number | null,
  pauseFrames?: number,
): readonly Track[] {
  const kept = cloneTracks(tracks, limitFrames, pauseFrames);
  if (kept.length > 0) return kept;
  throw new AppError(
    'clone-empty',
    tracks.length === 0
      ? 'the list that it clones has no tracks'
      : 'the first track of the list that it clones is longer than the wanted length',
    {
      hint: 'ask for a greater duration, or leave the duration empty to copy the whole list',
    },
  );
}
