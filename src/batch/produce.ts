import { formatDuration } from '../base/duration.ts';
import { AppError } from '../base/errors.ts';
import { BYTES_PER_FRAME, framesToMs, msToFrames } from '../base/frames.ts';
import { lackOfSpace } from '../bundle/space.ts';
import { layOut } from '../discs/layout.ts';
import { findMedium } from '../discs/media/index.ts';
import type { OrderResult } from '../model/batch.ts';
import type { Disc } from '../model/disc.ts';
import type { Medium } from '../model/medium.ts';
import type { Order } from '../model/order.ts';
import { playlistFrames, type Playlist } from '../model/playlist.ts';
import { queuedResult } from './batch-store.ts';
import type { Ports } from './ports.ts';
import type { BatchInput } from './run.ts';
import type { LibraryView } from '../library/view.ts';
import { labelOf } from '../playlists/match.ts';
import { findCloneSource, inLibrary } from './source.ts';
import { decide, done, perform, type Errand } from './step.ts';
import type { Chosen } from './steps/choose.ts';
import { copyPlaylist } from './steps/copy-playlist.ts';
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

interface ChosenList {
  readonly playlist: Playlist;
  /** Of the tracks that it was chosen from; null for a clone. */
  readonly libraryFingerprint: string | null;
  /** Why these tracks, for the bundle: plain data that depends on them alone. */
  readonly selection: unknown;
  /** Why it is shorter than wanted, or null. */
  readonly shortage: string | null;
  /** Rules that gave way, and what else is worth telling of the choice. */
  readonly remarks: readonly string[];
}

/**
 * Brings an order to a stored playlist and its discs, as far as that is not done yet. `chosen` is its list, or why there
 * is none; null for a clone.
 */
export async function planOrder(
  order: Order,
  chosen: Chosen | AppError | null,
  ofBatch: Playlist | null,
  input: BatchInput,
  errand: Errand,
  ports: Ports,
): Promise<Plan> {
  const medium = findMedium(order.media);
  const wantedFrames = wantedFramesOf(order, medium);
  const list =
    chosen === null
      ? await cloneList(order, ofBatch, wantedFrames, input, errand, ports)
      : chosenList(chosen, input.library, ports);
  const { playlist } = list;

  const { split, performer, catalog, copies } = order;
  const { discs, warnings } = layOut({ playlist, medium, split, performer, catalog, copies });
  decide(storeLayout, { playlist: playlist.id, discs }, errand, ports);
  const told = [...list.remarks, ...warnings, ...spillWarnings(wantedFrames, discs, medium)];
  return { playlist, discs, list, result: describeProduct(order, list, discs, told) };
}

/** Brings a planned order to its bundle, as far as that is not done yet. */
export async function burnReady(order: Order, plan: Plan, errand: Errand, ports: Ports): Promise<Product> {
  const { playlist, discs, list, result } = plan;
  const packed = await makeBundle({ order, ...list, discs, warnings: result.warnings }, errand, ports);
  const warnings = [...result.warnings, ...packed.warnings];
  return { playlist, discs, result: { ...result, bundle: packed.path, warnings } };
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

/** The length that an order asks for; null for none. */
export function wantedFramesOf(order: Order, medium: Medium): number | null {
  if (order.duration === null) return null;
  return order.duration.kind === 'fill' ? medium.capacityFrames : msToFrames(order.duration.ms);
}

function chosenList(chosen: Chosen | AppError, library: LibraryView, ports: Ports): ChosenList {
  if (chosen instanceof AppError) throw chosen;
  const playlist = present(ports.playlists.get(chosen.playlist)!, library);
  const { shortage, reasons } = chosen;
  const selection = {
    seed: reasons.seed,
    candidates: reasons.candidates.at(-1)!.left,
    breaches: reasons.breaches,
    shortage: shortage?.message ?? null,
  };
  return {
    playlist,
    libraryFingerprint: reasons.libraryFingerprint,
    selection,
    shortage: shortage && `${shortage.message}; ${shortage.hint}`,
    remarks: chosen.remarks,
  };
}

async function cloneList(
  order: Order,
  ofBatch: Playlist | null,
  limitFrames: number | null,
  input: BatchInput,
  errand: Errand,
  ports: Ports,
): Promise<ChosenList> {
  const source = await findCloneSource(order, ofBatch, input.folder, input.library, ports);
  if (source.missing.length > 0) throw audioWanted(source.missing);
  const copied = decide(
    copyPlaylist,
    { order, source: source.name, tracks: source.tracks, limitFrames },
    errand,
    ports,
  );
  return {
    playlist: present(ports.playlists.get(copied.playlist)!, input.library),
    libraryFingerprint: null,
    selection: { clonedFrom: source.name },
    shortage: null,
    remarks: [],
  };
}

/** A stored playlist with the files of its tracks where they lie now. */
function present(playlist: Playlist, library: LibraryView): Playlist {
  const { tracks, missing } = inLibrary(playlist, library);
  if (missing.length > 0) throw audioWanted(missing.map(labelOf));
  return { ...playlist, tracks };
}

function audioWanted(missing: readonly string[]): AppError {
  const some = missing
    .slice(0, 3)
    .map((name) => `"${name}"`)
    .join(', ');
  const rest = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  return new AppError(
    'audio-wanted',
    `${missing.length === 1 ? 'a track has' : `${missing.length} tracks have`} no audio in the library: ${some}${rest}`,
    {
      hint: 'add the files to the library, or name their folder with --library DIR, and run again',
    },
  );
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
    reason: shortage,
    playlist: playlist.id,
    tracks: playlist.tracks.length,
    wantedMs,
    lengthMs,
    gapMs: wantedMs === null ? null : wantedMs - lengthMs,
    discs: discs.length,
    warnings,
  };
}
