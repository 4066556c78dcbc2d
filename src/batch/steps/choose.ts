import { AppError } from '../../base/errors.ts';
import { framesToMs } from '../../base/frames.ts';
import { isoTime } from '../../base/clock.ts';
import { contentId } from '../../base/ids.ts';
import type { Brief, Shortage } from '../../generate/constraints/constraint.ts';
import { fingerprint, generate, selectCandidates, type Reasons } from '../../generate/generate.ts';
import type { Order } from '../../model/order.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { Track } from '../../model/track.ts';
import type { Step } from '../step.ts';

export interface ChooseInput {
  readonly order: Order;
  readonly brief: Brief;
  readonly library: readonly Track[];
}

export interface Chosen {
  readonly playlist: string;
  readonly tracks: number;
  readonly lengthMs: number;
  readonly shortage: Shortage | null;
  readonly reasons: Reasons;
}

interface ChoosePlan {
  readonly playlist: Playlist;
  readonly chosen: Chosen;
}

/** Generates the playlist of an order and stores it. Fails where no track fits at all. */
export const choose: Step<ChooseInput, ChoosePlan, Chosen> = {
  name: 'choose',
  event: 'playlist-generated',
  key: ({ order, brief, library }) => [
    order.title,
    order.ordinal,
    order.seed,
    brief,
    fingerprint(selectCandidates(brief, library).eligible),
  ],
  plan: planChoice,
  apply: async ({ chosen }) => chosen,
  record: ({ playlist }, ports) => ports.playlists.save(playlist, isoTime(ports.clock())),
  tell: ({ playlist, tracks, lengthMs, shortage, reasons }) => ({
    playlist,
    tracks,
    lengthMs,
    seed: reasons.seed,
    shortage: shortage?.message ?? null,
  }),
};

function planChoice({ order, brief, library }: ChooseInput): ChoosePlan {
  const draft = generate(brief, library, order.seed);
  const { shortage } = draft.reasons;
  if (draft.tracks.length === 0) throw new AppError('nothing-fits', shortage!.message, { hint: shortage!.hint });
  const ids = draft.tracks.map(({ id }) => id);
  const playlist: Playlist = {
    id: contentId('playlist', order.title, order.ordinal, order.seed, brief.wantedFrames, ids),
    title: order.title,
    clonedFrom: null,
    seed: order.seed,
    wantedFrames: brief.wantedFrames,
    tracks: draft.tracks,
  };
  const lengthMs = framesToMs(draft.lengthFrames);
  return {
    playlist,
    chosen: { playlist: playlist.id, tracks: ids.length, lengthMs, shortage, reasons: draft.reasons },
  };
}
