import { availableParallelism } from 'node:os';
import { atATime } from '../base/at-a-time.ts';
import { makePrivateFolder } from '../base/folder.ts';
import { BYTES_PER_FRAME } from '../base/frames.ts';
import { openLook, type InsertLook } from '../bundle/insert/look.ts';
import { lackOfSpace } from '../bundle/space.ts';
import type { BatchOptions } from '../model/batch.ts';
import type { AudioDisc, Disc } from '../model/disc.ts';
import { levelsFor, type TrackLevel } from '../model/loudness.ts';
import { SECTOR_BYTES } from '../model/medium.ts';
import type { Order } from '../model/order.ts';
import { isEncrypted } from '../model/packing.ts';
import type { ChosenList } from './chosen-list.ts';
import { makeDataDisc } from './make-data-disc.ts';
import { variantOf } from './medium-of.ts';
import type { Ports } from './ports.ts';
import { done, perform, type Errand } from './step.ts';
import { compress, type Compressed } from './steps/compress.ts';
import type { Imaged } from './steps/image.ts';
import { insert, insertInput, insertPathOf, lookFacts, type Inserted } from './steps/insert.ts';
import { master, masteredFolder, removeEmpty, removeMastered, wavPathOf, type Mastered } from './steps/master.ts';
import { measureTracks } from './steps/measure.ts';
import { pack, type Packed, type PackInput } from './steps/pack.ts';

/** Makes the discs of an order and packs its bundle, unless the bundle is there already. */
export async function makeBundle(
  order: Order,
  list: ChosenList,
  discs: readonly Disc[],
  warnings: readonly string[],
  options: BatchOptions,
  errand: Errand,
  ports: Ports,
): Promise<Packed> {
  const engine = await ports.engine.describe();
  const look = await openLook(options.insert);
  const variant = variantOf(order, options);
  const input: PackInput = {
    ...{ order, ...list, discs, warnings, engine, tool: ports.tool, outFolder: ports.outFolder },
    ...(variant && { variant }),
    ...(options.audio && { audio: options.audio }),
    insertLook: look && lookFacts(look),
    ...(options.packing && { packing: options.packing }),
    ...{ mastered: [], compressed: [], insert: null },
  };
  const folder = masteredFolder(ports.workFolder, errand.batch, list.playlist.id);
  const make = async (): Promise<Pick<PackInput, 'mastered' | 'compressed' | 'insert'>> => {
    if (options.packing && isEncrypted(options.packing)) makePrivateFolder(folder);
    const mastered = await makeDiscs(input, folder, errand, ports);
    const compressed = options.packing?.audio === 'flac' ? await compressAll(input, mastered, errand, ports) : [];
    return { mastered, compressed, insert: look && (await makeInsert(input, look, folder, errand, ports)) };
  };
  let packed: Packed;
  try {
    packed = (await done(pack, input, ports)) ?? (await perform(pack, { ...input, ...(await make()) }, errand, ports));
  } catch (error) {
    await removeEmpty(folder);
    throw error;
  }
  await removeMastered(folder);
  return packed;
}

async function makeDiscs(
  { discs, variant, audio, engine }: PackInput,
  folder: string,
  errand: Errand,
  ports: Ports,
): Promise<(Mastered | Imaged)[]> {
  // Mastering takes its time: a full disk is told before.
  const bytes = discs.reduce((sum, disc) => sum + sizeOf(disc), 0);
  const lack = await lackOfSpace(ports.outFolder, bytes);
  if (lack) throw lack;
  const levels = await levelTracks(discs, audio, errand, ports);
  const made: (Mastered | Imaged)[] = [];
  for (const disc of discs) {
    if (disc.kind === 'data') {
      made.push(await makeDataDisc(disc, variant?.dataForm ?? 'iso', engine, folder, errand, ports));
      continue;
    }
    const own = levels?.splice(0, disc.tracks.length);
    const input = { disc, engine, wavPath: wavPathOf(folder, disc), ddp: audio?.ddp === true };
    made.push(await perform(master, own === undefined ? input : { ...input, levels: own }, errand, ports));
  }
  return made;
}

/** A FLAC of each audio disc, each on one core; null for a disc of files. */
function compressAll(
  { discs, engine }: PackInput,
  mastered: readonly (Mastered | Imaged)[],
  errand: Errand,
  ports: Ports,
): Promise<(Compressed | null)[]> {
  const all = discs.map((disc, i) => ({ disc, made: mastered[i]! }));
  return atATime(availableParallelism(), all, async ({ disc, made }) => {
    if (disc.kind === 'data') return null;
    return perform(compress, { disc, engine, wavPath: (made as Mastered).wavPath }, errand, ports);
  });
}

/** What is done to the tracks of all audio discs, in their order; undefined: nothing. */
async function levelTracks(
  discs: readonly Disc[],
  audio: BatchOptions['audio'],
  errand: Errand,
  ports: Ports,
): Promise<TrackLevel[] | undefined> {
  const aim = audio?.loudness ?? null;
  if (aim === null) return undefined;
  const tracks = discs.filter((disc): disc is AudioDisc => disc.kind === 'audio').flatMap((disc) => disc.tracks);
  const measured = await measureTracks(
    tracks.map(({ track }) => track),
    errand,
    ports,
  );
  const loud = measured.map((loudness, i) => ({ loudness, continues: tracks[i]!.continues === true }));
  return levelsFor(loud, aim);
}

async function makeInsert(
  { playlist, discs, tool }: PackInput,
  look: InsertLook,
  folder: string,
  errand: Errand,
  ports: Ports,
): Promise<Inserted> {
  const input = { insert: insertInput(playlist.title, discs), look, tool, path: insertPathOf(folder) };
  return perform(insert, input, errand, ports);
}

/** Bytes of what a disc is written from. */
function sizeOf(disc: Disc): number {
  return disc.kind === 'data' ? disc.sectors * SECTOR_BYTES : disc.frames * BYTES_PER_FRAME;
}
