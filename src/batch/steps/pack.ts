import { join } from 'node:path';
import { isoTime } from '../../base/clock.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { contentId } from '../../base/ids.ts';
import { packArchive } from '../../bundle/archive.ts';
import type { Stage } from '../../bundle/archives/archive-kind.ts';
import { ARCHIVES } from '../../bundle/archives/index.ts';
import type { BundleInput } from '../../bundle/bundle-input.ts';
import { collectBundle } from '../../bundle/collect.ts';
import { sealFor } from '../../bundle/encryption/seal.ts';
import type { BundleEntry } from '../../bundle/entry.ts';
import { bundleName } from '../../bundle/name.ts';
import { placeBundle, stampOf, type Stamp } from '../../bundle/place.ts';
import { lackOfSpace } from '../../bundle/space.ts';
import { cdText } from '../../discs/cd-text.ts';
import { describeDisc } from '../../discs/describe.ts';
import { SHEETS } from '../../discs/sheets/index.ts';
import type { Disc } from '../../model/disc.ts';
import type { Order } from '../../model/order.ts';
import { PLAIN_PACKING, type Packing } from '../../model/packing.ts';
import type { Playlist } from '../../model/playlist.ts';
import { exportPlaylist } from '../../playlists/export.ts';
import { m3u8 } from '../../playlists/formats/m3u8.ts';
import { xspf } from '../../playlists/formats/xspf.ts';
import type { Ports } from '../ports.ts';
import type { Step } from '../step.ts';
import type { Compressed } from './compress.ts';
import { withoutPaths } from './lay-out.ts';
import type { Mastered } from './master.ts';

export interface PackInput {
  readonly order: Order;
  readonly playlist: Playlist;
  readonly discs: readonly Disc[];
  readonly libraryFingerprint: string | null;
  readonly selection: unknown;
  readonly warnings: readonly string[];
  readonly engine: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly outFolder: string;
  /** Left out where it is the plain one. */
  readonly packing?: Packing | undefined;
  /** One for each disc; not part of the key, since it follows from the rest. */
  readonly mastered: readonly Mastered[];
  /** One for each disc where audio is handed over as FLAC, else none; not part of the key either. */
  readonly compressed: readonly Compressed[];
}

interface PackPlan {
  readonly path: string;
  readonly folder: string;
  readonly entries: readonly BundleEntry[];
  readonly packing: Packing;
  readonly totalBytes: number;
  readonly warnings: readonly string[];
}

export interface Packed extends Stamp {
  readonly path: string;
  /** What mastering and the sheets warned of, beyond what was known before. */
  readonly warnings: readonly string[];
}

/** Packs all that is needed to burn the discs of one order into one archive in the folder for bundles. */
export const pack: Step<PackInput, PackPlan, Packed> = {
  name: 'pack',
  event: 'bundle-packed',
  key: ({ order, playlist, discs, mastered: _mastered, compressed: _compressed, ...rest }) => [
    orderFacts(order),
    playlist.id,
    discs.map(withoutPaths),
    rest,
  ],
  plan: planBundle,
  apply: async (plan, ports) => {
    const lack = await lackOfSpace(plan.path, plan.totalBytes);
    if (lack) throw lack;
    const { archive, level } = plan.packing;
    const seal = sealOf(plan.packing, ports);
    const made = madeBefore(plan.path, ports);
    const stamp = await placeBundle(
      plan.path,
      (partial) =>
        packArchive(partial, plan.folder, plan.entries, {
          archive,
          level,
          seal,
          signal: ports.signal,
          onProgress: (bytes) => ports.watcher.progress('packing', bytes / plan.totalBytes),
        }),
      made,
      (latest) => ports.receipts.put(MADE, plan.path, [...made, latest].slice(-2), isoTime(ports.clock())),
    );
    return { path: plan.path, ...stamp, warnings: plan.warnings };
  },
  intact: async ({ path, bytes, writtenAt }) => {
    const stamp = await stampOf(path);
    return stamp !== null && stamp.bytes === bytes && stamp.writtenAt === writtenAt;
  },
  tell: ({ path, bytes }) => ({ path, bytes }),
};

/** All that an order says, but for its place in the manifest. */
function orderFacts({ row: _row, ...facts }: Order): unknown {
  return facts;
}

/** Receipts of bundles by their path. They are written before a bundle takes its name: a run may end between the two. */
const MADE = 'bundle-made';

function madeBefore(path: string, ports: Ports): readonly Stamp[] {
  return (ports.receipts.find(MADE, path) as readonly Stamp[] | undefined) ?? [];
}

/** Throws AppError `passphrase-missing`: the passphrase is never stored. */
function sealOf({ recipients, passphrase }: Packing, ports: Ports): Stage | null {
  if (recipients.length > 0) return sealFor({ recipients });
  if (!passphrase) return null;
  if (ports.passphrase !== undefined) return sealFor({ passphrase: ports.passphrase });
  throw new AppError('passphrase-missing', 'the bundle is to be encrypted with a passphrase, which is not known here', {
    hint: 'give it with --passphrase-file FILE',
    exitCode: ExitCode.usage,
  });
}

function planBundle(input: PackInput): PackPlan {
  const { packing = PLAIN_PACKING } = input;
  const facts = [orderFacts(input.order), input.playlist.id, ...(packing === PLAIN_PACKING ? [] : [packing])];
  const folder = bundleName(input.playlist.title, contentId('bundle', ...facts));
  const texts = input.discs.map(cdText);
  const warnings = [
    ...texts.flatMap((text) => text.warnings),
    ...input.mastered.flatMap((disc) => disc.tracks.flatMap((track) => track.warnings)),
  ];
  const bundle: BundleInput = {
    ...input,
    audioEngine: input.engine,
    warnings: [...input.warnings, ...warnings],
    playlistFiles: [m3u8, xspf].map((format) => ({
      fileName: `playlist.${format.extensions[0]}`,
      text: exportPlaylist(input.playlist, format, ({ relativePath }) => relativePath),
    })),
    discs: input.discs.map((disc, i) => ({
      disc,
      record: describeDisc(disc, texts[i]!),
      sheets: SHEETS.map((sheet) => ({
        fileName: sheet.fileName,
        text: sheet.write(disc, texts[i]!, input.compressed.length === 0 ? undefined : 'disc.flac'),
      })),
      wavPath: input.mastered[i]!.wavPath,
      flacPath: input.compressed[i]?.flacPath,
      conversions: input.mastered[i]!.tracks,
    })),
  };
  const entries = collectBundle(bundle);
  const totalBytes = (input.compressed.length === 0 ? input.mastered : input.compressed).reduce(
    (sum, { bytes }) => sum + bytes,
    1 << 20,
  );
  const sealed = packing.passphrase || packing.recipients.length > 0 ? '.age' : '';
  const path = join(input.outFolder, `${folder}${ARCHIVES[packing.archive].extension}${sealed}`);
  return { path, folder, entries, packing, totalBytes, warnings };
}
