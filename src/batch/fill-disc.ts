/** Lists that fill a disc of files: chosen by what the files take, to the last sector that the library can reach. */
import { roomOnDisc } from '../discs/data/layout.ts';
import { usableSectors } from '../discs/iso/plan.ts';
import type { Draft } from '../generate/generate.ts';
import type { BatchOptions } from '../model/batch.ts';
import type { Brief } from '../model/brief.ts';
import { limitsOf } from '../model/medium-limits.ts';
import type { DataMedium } from '../model/medium.ts';
import type { Order } from '../model/order.ts';
import type { Track } from '../model/track.ts';
import { briefOf } from './brief.ts';
import { discLists } from './disc-lists.ts';
import { mediumOf } from './medium-of.ts';
import { mp3BitrateFor, trackFile } from './track-file.ts';

/** Tells how many sectors a disc with these tracks, in their order, has left for more; less than 0: it lacks so many. */
export type RoomBeside = (tracks: readonly Track[]) => number;

/** A list that is to fill a disc of files. */
export interface DiscFill {
  /** In sectors; the records of files are not taken off yet. */
  readonly brief: Brief;
  readonly roomBeside: RoomBeside;
}

/** What an order for a full disc of files asks of its list; null for any other order. */
export function discFillOf(order: Order, options: BatchOptions): DiscFill | null {
  const medium = mediumOf(order, options);
  if (medium.kind !== 'data' || order.duration?.kind === 'length') return null;
  return { brief: briefInSectors(order, medium, options), roomBeside: roomOn(medium, order, options) };
}

function briefInSectors(order: Order, medium: DataMedium, options: BatchOptions): Brief {
  const limits = limitsOf(medium);
  const brief = briefOf(order, limits.capacityFrames, limits, options);
  const usable = Math.max(1, usableSectors(medium.capacitySectors));
  const sectorsFor = (frames: number): number =>
    Math.round((frames * medium.capacitySectors) / Math.max(1, limits.capacityFrames));
  return {
    ...brief,
    files: { mp3: mp3BitrateFor(medium, options) },
    wantedFrames: usable,
    // As large as files of that length are at the most.
    toleranceFrames: brief.toleranceFrames === null ? null : sectorsFor(brief.toleranceFrames),
    maxTrackFrames: usable,
  };
}

function roomOn(
  medium: DataMedium,
  { title, split, performer, catalog, copies }: Order,
  options: BatchOptions,
): RoomBeside {
  return (tracks) =>
    roomOnDisc({
      playlist: { id: '', title, clonedFrom: null, seed: null, wantedFrames: null, tracks },
      ...{ medium, split, performer, catalog, copies, lists: discLists },
      fileOf: (track) => trackFile(track, medium, options),
    });
}

/** Rounds in which a list is looked for that fills a disc better. */
const ROUNDS = 8;

/**
 * The fullest of several lists that a disc holds, and the brief that it was chosen by: what it takes of the disc beside its
 * files is known once there is a list, and makes the aim of the next. Where none fits, a list without tracks.
 *
 * @param draftFor chooses by a brief
 */
export function fillDisc(
  { brief, roomBeside }: DiscFill,
  draftFor: (brief: Brief) => Draft,
  trackAt: (index: number) => Track,
): { readonly draft: Draft; readonly brief: Brief } {
  let best: { draft: Draft; brief: Brief; room: number } | null = null;
  let aim = brief.wantedFrames;
  for (let round = 0; best === null || round < ROUNDS; round++) {
    const aimed = { ...brief, wantedFrames: aim };
    const draft = draftFor(aimed);
    if (draft.tracks.length === 0) return best ?? { draft, brief: aimed };
    const room = roomBeside(draft.tracks.map(trackAt));
    const filesRoom = draft.lengthFrames + room;
    if (room >= 0 && (best === null || room < best.room))
      best = { draft, brief: { ...brief, wantedFrames: filesRoom }, room };
    if (room === 0 || filesRoom === aim) break;
    // Not even the smallest file has room.
    if (best === null && aim === 1) return { draft, brief: aimed };
    aim = room > 0 ? filesRoom : Math.max(1, Math.min(filesRoom, aim - 2 ** round));
  }
  return best!;
}
