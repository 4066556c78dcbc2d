/** The way of one order: from its list to its discs, and from them to its bundle. */
import { formatDuration } from '../base/duration.ts';
import { framesToMs } from '../base/frames.ts';
import { layOut, type Layout } from '../discs/layout.ts';
import { pressingWarnings } from '../discs/pressing.ts';
import { layOutFiles, type DataLayout, type TrackFile } from '../discs/data/layout.ts';
import type { LibraryView } from '../library/view.ts';
import { NO_FLAGS } from '../model/audio-options.ts';
import type { BatchOptions, OrderResult } from '../model/batch.ts';
import { pauseFramesOf, type Disc } from '../model/disc.ts';
import { limitsOf } from '../model/medium-limits.ts';
import { SECTOR_BYTES, type Medium } from '../model/medium.ts';
import type { Order } from '../model/order.ts';
import { playlistFrames, type Playlist } from '../model/playlist.ts';
import type { Track } from '../model/track.ts';
import { queuedResult } from './batch-store.ts';
import { pauseFramesFor } from './brief.ts';
import { wantedFramesOf, type ChosenList, type ListedOrder } from './chosen-list.ts';
import { deliverBundle } from './deliver.ts';
import { discLists } from './disc-lists.ts';
import { makeBundle } from './make-bundle.ts';
import { capacityWarnings, mediumOf } from './medium-of.ts';
import type { Ports } from './ports.ts';
import { present } from './source.ts';
import { decide, type Errand } from './step.ts';
import { storeLayout } from './steps/lay-out.ts';
import { trackFile } from './track-file.ts';

/** What came of an order, or what will if the discs are made. */
export interface Product {
  readonly playlist: Playlist;
  readonly discs: readonly Disc[];
  readonly result: OrderResult;
}

/** A product that has no bundle yet, with what making it needs. */
export interface Plan extends Product {
  readonly list: ChosenList;
}

/** Brings an order to its discs, with the list that it was given, as far as that is not done yet. */
export function planOrder(
  order: Order,
  { playlist, ...told }: ListedOrder,
  library: LibraryView,
  options: BatchOptions,
  errand: Errand,
  ports: Ports,
): Plan {
  const plan = planWith(order, { ...told, playlist: present(ports.playlists.get(playlist)!, library) }, options);
  decide(storeLayout, { playlist, discs: plan.discs }, errand, ports);
  return plan;
}

/** What an order comes to with a list: its discs, and what to tell of it. */
export function planWith(order: Order, list: ChosenList, options: BatchOptions): Plan {
  const { playlist } = list;
  const medium = mediumOf(order, options);
  const { discs, warnings } = layOutOn(medium, playlist, order, options);
  const spill = spillWarnings(order, wantedFramesOf(order, limitsOf(medium)), discs, medium);
  const pressing = options.audio?.ddp === true ? pressingWarnings(discs) : [];
  const told = [...list.remarks, ...capacityWarnings(medium), ...warnings, ...pressing, ...spill];
  return { playlist, discs, list, result: describeProduct(order, list, discs, told) };
}

function layOutOn(medium: Medium, playlist: Playlist, order: Order, options: BatchOptions): Layout | DataLayout {
  const { split, performer, catalog, copies } = order;
  const input = { playlist, split, performer, catalog, copies };
  if (medium.kind === 'audio-cd') {
    const { flags = NO_FLAGS } = options.audio ?? {};
    const isFlagged = flags.copyPermitted || flags.preEmphasis;
    return layOut({ ...input, medium, pauseFrames: pauseFramesFor(order, options), ...(isFlagged ? { flags } : {}) });
  }
  const fileOf = (track: Track): TrackFile => trackFile(track, medium, options);
  return layOutFiles({ ...input, medium, fileOf, lists: discLists });
}

/** Brings a planned order to its bundle, as far as that is not done yet. */
export async function burnReady(
  order: Order,
  { playlist, discs, list, result }: Plan,
  options: BatchOptions,
  errand: Errand,
  ports: Ports,
): Promise<Product> {
  const packed = await makeBundle(order, list, discs, result.warnings, options, errand, ports);
  const warnings = [...result.warnings, ...packed.warnings];
  const deliveries = await deliverBundle(packed.path, errand, ports);
  return { playlist, discs, result: { ...result, bundle: packed.path, warnings, deliveries } };
}

/** A length that is just past a medium's end makes one disc more than was probably meant. */
function spillWarnings(
  { duration }: Order,
  wantedFrames: number | null,
  discs: readonly Disc[],
  medium: Medium,
): string[] {
  if (medium.kind === 'data') {
    // A clone is cut by time.
    return duration?.kind === 'fill' && discs.length > 1
      ? [
          `the files are larger than is usual, so they take ${discs.length} discs; ask for a shorter duration to get one`,
        ]
      : [];
  }
  const over = (wantedFrames ?? 0) - medium.capacityFrames;
  if (discs.length !== 2 || over <= 0 || over > medium.capacityFrames * 0.02) return [];
  const capacity = formatDuration(framesToMs(medium.capacityFrames));
  return [
    `the wanted length is ${formatDuration(framesToMs(over))} more than one ${medium.id} holds (${capacity}), so there are two discs; ask for fill to get one`,
  ];
}

function describeProduct(
  order: Order,
  { playlist, shortage }: ChosenList,
  discs: readonly Disc[],
  warnings: readonly string[],
): OrderResult {
  const frames = playlistFrames(playlist.tracks) + pauseFramesOf(discs);
  const lengthMs = framesToMs(frames);
  const wantedMs =
    order.duration?.kind === 'length' ? order.duration.ms : playlist.wantedFrames && framesToMs(playlist.wantedFrames);
  return {
    ...queuedResult(order),
    state: shortage === null ? 'done' : 'short',
    reason: shortage && `${shortage.message}; ${shortage.hint}`,
    changes: shortage?.changes ?? [],
    playlist: playlist.id,
    tracks: playlist.tracks.length,
    wantedMs,
    lengthMs,
    gapMs: wantedMs === null ? null : wantedMs - lengthMs,
    ...gapOnDisc(order, discs),
    discs: discs.length,
    warnings,
  };
}

/** What is free on a disc of files that was to be filled. */
function gapOnDisc({ clone, duration }: Order, [disc, ...others]: readonly Disc[]): Pick<OrderResult, 'gapBytes'> {
  if (clone !== null || duration?.kind === 'length' || disc?.kind !== 'data' || others.length > 0) return {};
  return { gapBytes: (disc.medium.capacitySectors - disc.sectors) * SECTOR_BYTES };
}
