/** The list of an order: chosen with all lists of its batch, copied, or copied in part and chosen anew in part. */
import { msToFrames } from '../base/frames.ts';
import type { MediumLimits } from '../model/medium-limits.ts';
import type { Order } from '../model/order.ts';
import { playlistFrames, type KeptPlaylist, type Playlist } from '../model/playlist.ts';
import type { Shortage } from '../model/reasons.ts';
import { indexOfId } from '../model/track-table.ts';
import { pauseFramesFor } from './brief.ts';
import type { Choosing } from './lists.ts';
import { mediumLimitsOf } from './medium-of.ts';
import type { Ports } from './ports.ts';
import type { BatchInput } from './run.ts';
import { audioWanted, findCloneSource, type CloneSource } from './source.ts';
import { decide, type Errand } from './step.ts';
import type { Chosen } from './steps/choose.ts';
import { copyPlaylist, tracksToCopy } from './steps/copy-playlist.ts';
import { varyPlaylist, type VaryInput } from './steps/vary-playlist.ts';
import { freshDaysOf, variedBrief } from './varied-brief.ts';

export type PlanInput = BatchInput & Choosing;

/** What choosing a list told of it. */
interface ToldList {
  /** Of the tracks that it was chosen from; null for a clone. */
  readonly libraryFingerprint: string | null;
  /** Why these tracks, for the bundle: plain data that depends on them alone. */
  readonly selection: unknown;
  /** Why it is shorter than wanted, or null. */
  readonly shortage: Shortage | null;
  /** Rules that gave way, and what else is worth telling of the choice. */
  readonly remarks: readonly string[];
}

/** A list with its tracks as they are in the library now. */
export interface ChosenList extends ToldList {
  readonly playlist: Playlist;
}

/** The list of an order, in the store. */
export interface ListedOrder extends ToldList {
  /** Id of the playlist. */
  readonly playlist: string;
}

/** What a choice told of its list. */
export function toldOf({ shortage, reasons, remarks }: Chosen): ToldList {
  return {
    libraryFingerprint: reasons.libraryFingerprint,
    selection: {
      seed: reasons.seed,
      candidates: reasons.candidates.at(-1)!.left,
      breaches: reasons.breaches,
      shortage: shortage?.message ?? null,
    },
    shortage,
    remarks,
  };
}

/** The clone that an order asks for, decided and stored if it is not there yet. */
export async function cloneList(
  order: Order,
  ofBatch: KeptPlaylist | null,
  limitFrames: number | null,
  input: PlanInput,
  errand: Errand,
  ports: Ports,
): Promise<ListedOrder> {
  const source = await findCloneSource(order.clone!, ofBatch, input.folder, input.library, ports.playlists);
  if (source.missing.length > 0) throw audioWanted(source.missing);
  if (order.vary !== null) return variedList(order, order.vary, source, limitFrames, input, errand, ports);
  const pauseFrames = pauseFramesFor(order, input.options);
  const copied = decide(
    copyPlaylist,
    { order, source: source.name, tracks: source.tracks, limitFrames, ...(pauseFrames > 0 ? { pauseFrames } : {}) },
    errand,
    ports,
  );
  return {
    playlist: copied.playlist,
    libraryFingerprint: null,
    selection: { clonedFrom: source.name },
    shortage: null,
    remarks: [],
  };
}

function variedList(
  order: Order,
  percent: number,
  source: CloneSource,
  limitFrames: number | null,
  { options, pool, select, past }: PlanInput,
  errand: Errand,
  ports: Ports,
): ListedOrder {
  const pauseFrames = pauseFramesFor(order, options);
  const tracks = tracksToCopy(source.tracks, limitFrames, pauseFrames);
  const wantedFrames = limitFrames ?? playlistFrames(tracks) + (tracks.length - 1) * pauseFrames;
  const brief = variedBrief(order, source.brief, wantedFrames, mediumLimitsOf(order, options), options);
  const { history, key } = past.before({ freshDays: freshDaysOf(brief) });
  const input: VaryInput = { order, source: source.name, tracks, percent, brief, select, history, past: key };
  const clone = decide(varyPlaylist, input, errand, ports);
  past.add(clone.playlist, () =>
    ports.playlists.trackIds(clone.playlist).flatMap((id) => indexOfId(pool.table, id) ?? []),
  );
  const { percent: _asked, ...varied } = clone.varied;
  const { selection, ...told } = toldOf(clone);
  const why = { ...(selection as object), clonedFrom: source.name, vary: percent, ...varied };
  return { ...told, playlist: clone.playlist, selection: why };
}

/** The length that an order asks for; null for none. */
export function wantedFramesOf(order: Order, medium: MediumLimits): number | null {
  if (order.duration === null) return null;
  return order.duration.kind === 'fill' ? medium.capacityFrames : msToFrames(order.duration.ms);
}
