import { isoTime } from '../../base/clock.ts';
import { framesToMs } from '../../base/frames.ts';
import { contentId } from '../../base/ids.ts';
import type { History } from '../../generate/history.ts';
import type { Select } from '../../generate/select.ts';
import { vary } from '../../generate/vary.ts';
import { playingFrames, type Brief } from '../../model/brief.ts';
import type { Order } from '../../model/order.ts';
import type { KeptPlaylist } from '../../model/playlist.ts';
import type { Varied, Why } from '../../model/reasons.ts';
import { indexOfId, knownFacts } from '../../model/track-table.ts';
import { withoutPlace, type Track } from '../../model/track.ts';
import type { Decision } from '../step.ts';
import { eventsOf } from '../reasons-told.ts';
import { OrderUnmet } from '../unmet.ts';
import { refuseBreaches, remarksOn, type Chosen } from './choose.ts';

export interface VaryInput {
  readonly order: Order;
  /** Id of the source playlist, or the name of the source file. */
  readonly source: string;
  /** As long as the clone may be at the most; all of them are in the library. */
  readonly tracks: readonly Track[];
  readonly percent: number;
  /** What the whole clone is to be like. */
  readonly brief: Brief;
  readonly select: Select;
  readonly history: History;
  /** The same for the same history; null for none. */
  readonly past: string | null;
}

export interface VaryPlan {
  readonly playlist: KeptPlaylist;
  readonly why: Omit<Why, 'spentMs'>;
  readonly output: VariedClone;
}

export interface VariedClone extends Chosen {
  readonly source: string;
  readonly varied: Varied;
}

/** Copies the tracks of another list, chooses a share of them anew, and stores the clone with its reasons. */
export const varyPlaylist: Decision<VaryInput, VaryPlan, VariedClone> = {
  name: 'vary',
  event: 'playlist-cloned',
  key: ({ order, source, tracks, percent, brief, select, past }) => [
    order.title,
    order.ordinal,
    order.seed,
    source,
    tracks.map(withoutPlace),
    percent,
    brief,
    select(brief).fingerprint,
    past,
  ],
  plan: planVariation,
  output: ({ output }) => output,
  record: ({ playlist, why }, ports, spentMs) =>
    ports.playlists.save(playlist, isoTime(ports.clock()), { ...why, spentMs }),
  tell: ({ playlist, tracks, lengthMs, source, shortage, reasons, varied }) => ({
    playlist,
    tracks,
    lengthMs,
    source,
    seed: reasons.seed,
    kept: varied.kept.length,
    shortage: shortage?.message ?? null,
  }),
  also: ({ reasons }) => eventsOf(reasons),
};

/** The playlist that is stored for a clone of which a share is chosen anew, and why it has its tracks. */
export function planVariation({ order, source, tracks, percent, brief, select, history }: VaryInput): VaryPlan {
  const { pool } = select(brief);
  const places = tracks.map(({ id }) => indexOfId(pool.table, id)!);
  const { reasons, takenOut, moved, ...draft } = vary(places, percent, brief, select, history, order.seed);
  if (draft.tracks.length === 0) throw new OrderUnmet('nothing-fits', reasons.shortage!);
  refuseBreaches(reasons.hardBreaches, brief, order);

  const kept = new Set(places);
  const chosen = draft.tracks.map((index) => knownFacts(pool.table, index));
  const ids = chosen.map(({ id }) => id);
  const playlist: KeptPlaylist = {
    id: contentId(
      'playlist',
      order.title,
      order.ordinal,
      order.seed,
      { clonedFrom: source, percent },
      playingFrames(brief),
      ids,
    ),
    title: order.title,
    clonedFrom: source,
    seed: order.seed,
    wantedFrames: playingFrames(brief),
    tracks: chosen,
  };
  const varied: Varied = {
    percent,
    kept: draft.tracks.flatMap((index, place) => (kept.has(index) ? place + 1 : [])),
    takenOut: takenOut.map((place) => {
      const { id, title, artist } = tracks[place]!;
      return { position: place + 1, id, title, artist };
    }),
  };
  const output: VariedClone = {
    playlist: playlist.id,
    tracks: ids.length,
    lengthMs: framesToMs(draft.lengthFrames - (brief.pauseFrames ?? 0)),
    shortage: reasons.shortage,
    reasons,
    remarks: [...remarksOn(reasons, brief), ...remarkOnMoved(moved)],
    source,
    varied,
  };
  return { playlist, why: { brief, reasons, varied }, output };
}

function remarkOnMoved(moved: number): string[] {
  if (moved === 0) return [];
  const are = moved === 1 ? 'track that was kept is' : 'tracks that were kept are';
  return [`${moved} ${are} not at the place of the source: fewer new tracks met the length better`];
}
