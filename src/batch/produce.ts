import { formatDuration } from '../base/duration.ts';
import type { AppError } from '../base/errors.ts';
import { BYTES_PER_FRAME, framesToMs } from '../base/frames.ts';
import { lackOfSpace } from '../bundle/space.ts';
import { layOut } from '../discs/layout.ts';
import { findMedium } from '../discs/media/index.ts';
import type { OrderResult } from '../model/batch.ts';
import type { Disc } from '../model/disc.ts';
import type { Medium } from '../model/medium.ts';
import type { Order } from '../model/order.ts';
import { playlistFrames, type Playlist } from '../model/playlist.ts';
import { queuedResult } from './batch-store.ts';
import { chosenList, cloneList, wantedFramesOf, type ChosenList, type PlanInput } from './chosen-list.ts';
import { deliverBundle } from './deliver.ts';
import type { Ports } from './ports.ts';
import { decide, done, perform, type Errand } from './step.ts';
import type { Chosen } from './steps/choose.ts';
import { storeLayout } from './steps/lay-out.ts';
import { master, masteredFolder, removeEmpty, removeMastered, wavPathOf, type Mastered } from './steps/master.ts';
import { pack, type Packed, type PackInput } from './steps/pack.ts';

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

/**
 * Brings an order to a stored playlist and its discs, as far as that is not done yet. `chosen` is its list, or why there
 * is none; null for a clone.
 */
export async function planOrder(
  order: Order,
  chosen: Chosen | AppError | null,
  ofBatch: Playlist | null,
  input: PlanInput,
  errand: Errand,
  ports: Ports,
): Promise<Plan> {
  const list =
    chosen === null
      ? await cloneList(order, ofBatch, wantedFramesOf(order, findMedium(order.media)), input, errand, ports)
      : chosenList(chosen, input.library, ports);
  const plan = planWith(order, list);
  decide(storeLayout, { playlist: plan.playlist.id, discs: plan.discs }, errand, ports);
  return plan;
}

/** What an order comes to with a list: its discs, and what to tell of it. */
export function planWith(order: Order, list: ChosenList): Plan {
  const { playlist } = list;
  const { split, performer, catalog, copies } = order;
  const medium = findMedium(order.media);
  const { discs, warnings } = layOut({ playlist, medium, split, performer, catalog, copies });
  const told = [...list.remarks, ...warnings, ...spillWarnings(wantedFramesOf(order, medium), discs, medium)];
  return { playlist, discs, list, result: describeProduct(order, list, discs, told) };
}

/** Brings a planned order to its bundle, as far as that is not done yet. */
export async function burnReady(order: Order, plan: Plan, errand: Errand, ports: Ports): Promise<Product> {
  const { playlist, discs, list, result } = plan;
  const packed = await makeBundle({ order, ...list, discs, warnings: result.warnings }, errand, ports);
  const warnings = [...result.warnings, ...packed.warnings];
  const deliveries = await deliverBundle(packed.path, errand, ports);
  return { playlist, discs, result: { ...result, bundle: packed.path, warnings, deliveries } };
}

/** Masters the discs and packs the bundle, unless the bundle is there already. */
async function makeBundle(
  list: Omit<PackInput, 'engine' | 'tool' | 'outFolder' | 'mastered'>,
  errand: Errand,
  ports: Ports,
): Promise<Packed> {
  const engine = await ports.engine.describe();
  const input: PackInput = { ...list, engine, tool: ports.tool, outFolder: ports.outFolder, mastered: [] };
  const folder = masteredFolder(ports.workFolder, errand.batch, list.playlist.id);
  let packed: Packed;
  try {
    packed =
      (await done(pack, input, ports)) ??
      (await perform(pack, { ...input, mastered: await masterAll() }, errand, ports));
  } catch (error) {
    await removeEmpty(folder);
    throw error;
  }
  await removeMastered(folder);
  return packed;

  async function masterAll(): Promise<Mastered[]> {
    // Mastering takes its time: a full disk is told before.
    const bytes = list.discs.reduce((sum, { frames }) => sum + frames * BYTES_PER_FRAME, 0);
    const lack = await lackOfSpace(ports.outFolder, bytes);
    if (lack) throw lack;
    const mastered: Mastered[] = [];
    for (const disc of list.discs) {
      mastered.push(await perform(master, { disc, engine, wavPath: wavPathOf(folder, disc) }, errand, ports));
    }
    return mastered;
  }
}

/** A length that is just past a medium's end makes one disc more than was probably meant. */
function spillWarnings(wantedFrames: number | null, discs: readonly Disc[], medium: Medium): string[] {
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
  const frames = playlistFrames(playlist.tracks);
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
    discs: discs.length,
    warnings,
  };
}
