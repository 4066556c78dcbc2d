import { formatDuration } from '../base/duration.ts';
import { BYTES_PER_FRAME, framesToMs } from '../base/frames.ts';
import { openLook, type InsertLook } from '../bundle/insert/look.ts';
import { lackOfSpace } from '../bundle/space.ts';
import { layOut, type Layout } from '../discs/layout.ts';
import { layOutFiles, type DataLayout, type TrackFile } from '../discs/data/layout.ts';
import type { LibraryView } from '../library/view.ts';
import type { BatchOptions, OrderResult } from '../model/batch.ts';
import type { Disc } from '../model/disc.ts';
import { limitsOf } from '../model/medium-limits.ts';
import { SECTOR_BYTES, type Medium } from '../model/medium.ts';
import type { Order } from '../model/order.ts';
import { playlistFrames, type Playlist } from '../model/playlist.ts';
import type { Track } from '../model/track.ts';
import { queuedResult } from './batch-store.ts';
import { wantedFramesOf, type ChosenList, type ListedOrder } from './chosen-list.ts';
import { discLists } from './disc-lists.ts';
import { makeDataDisc } from './make-data-disc.ts';
import { capacityWarnings, mediumOf, variantOf } from './medium-of.ts';
import type { Ports } from './ports.ts';
import { present } from './source.ts';
import { decide, done, perform, type Errand } from './step.ts';
import type { Imaged } from './steps/image.ts';
import { insert, insertInput, insertPathOf, lookFacts, type Inserted } from './steps/insert.ts';
import { storeLayout } from './steps/lay-out.ts';
import { master, masteredFolder, removeEmpty, removeMastered, wavPathOf, type Mastered } from './steps/master.ts';
import { pack, type Packed, type PackInput } from './steps/pack.ts';
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
  const told = [...list.remarks, ...capacityWarnings(medium), ...warnings, ...spill];
  return { playlist, discs, list, result: describeProduct(order, list, discs, told) };
}

function layOutOn(medium: Medium, playlist: Playlist, order: Order, options: BatchOptions): Layout | DataLayout {
  const { split, performer, catalog, copies } = order;
  const input = { playlist, split, performer, catalog, copies };
  if (medium.kind === 'audio-cd') return layOut({ ...input, medium });
  const fileOf = (track: Track): TrackFile => trackFile(track, medium, options);
  return layOutFiles({ ...input, medium, fileOf, lists: discLists });
}

/** Brings a planned order to its bundle, as far as that is not done yet. */
export async function burnReady(
  order: Order,
  plan: Plan,
  options: BatchOptions,
  errand: Errand,
  ports: Ports,
): Promise<Product> {
  const { playlist, discs, list, result } = plan;
  const variant = variantOf(order, options);
  const packing = { order, ...list, discs, warnings: result.warnings, ...(variant && { variant }) };
  const packed = await makeBundle(packing, options, errand, ports);
  const warnings = [...result.warnings, ...packed.warnings];
  return { playlist, discs, result: { ...result, bundle: packed.path, warnings } };
}

/** Masters the discs and packs the bundle, unless the bundle is there already. */
async function makeBundle(
  list: Omit<PackInput, 'engine' | 'tool' | 'outFolder' | 'mastered' | 'insertLook' | 'insert'>,
  options: BatchOptions,
  errand: Errand,
  ports: Ports,
): Promise<Packed> {
  const engine = await ports.engine.describe();
  const look = await openLook(options.insert);
  const insertLook = look && lookFacts(look);
  const input: PackInput = {
    ...list,
    engine,
    tool: ports.tool,
    outFolder: ports.outFolder,
    mastered: [],
    insertLook,
    insert: null,
  };
  const folder = masteredFolder(ports.workFolder, errand.batch, list.playlist.id);
  let packed: Packed;
  try {
    packed =
      (await done(pack, input, ports)) ??
      (await perform(
        pack,
        { ...input, mastered: await masterAll(), insert: look && (await insertAll(look)) },
        errand,
        ports,
      ));
  } catch (error) {
    await removeEmpty(folder);
    throw error;
  }
  await removeMastered(folder);
  return packed;

  async function insertAll(own: InsertLook): Promise<Inserted> {
    const made = insertInput(list.playlist.title, list.discs);
    return perform(insert, { insert: made, look: own, tool: ports.tool, path: insertPathOf(folder) }, errand, ports);
  }

  async function masterAll(): Promise<(Mastered | Imaged)[]> {
    // Mastering takes its time: a full disk is told before.
    const bytes = list.discs.reduce((sum, disc) => sum + sizeOf(disc), 0);
    const lack = await lackOfSpace(ports.outFolder, bytes);
    if (lack) throw lack;
    const mastered: (Mastered | Imaged)[] = [];
    for (const disc of list.discs) {
      mastered.push(
        disc.kind === 'data'
          ? await makeDataDisc(disc, list.variant?.dataForm ?? 'iso', engine, folder, errand, ports)
          : await perform(master, { disc, engine, wavPath: wavPathOf(folder, disc) }, errand, ports),
      );
    }
    return mastered;
  }
}

/** Bytes of what a disc is written from. */
function sizeOf(disc: Disc): number {
  return disc.kind === 'data' ? disc.sectors * SECTOR_BYTES : disc.frames * BYTES_PER_FRAME;
}

/** A length that is just past a medium's end makes one disc more than was probably meant. */
function spillWarnings(
  { duration, clone }: Order,
  wantedFrames: number | null,
  discs: readonly Disc[],
  medium: Medium,
): string[] {
  if (medium.kind === 'data') {
    const isFill = duration === null ? clone === null : duration.kind === 'fill';
    return isFill && discs.length > 1
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
