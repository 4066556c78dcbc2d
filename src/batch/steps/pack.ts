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
import { cdText, type CdText } from '../../discs/cd-text.ts';
import { describeDisc } from '../../discs/describe.ts';
import { PLAIN_AUDIO, type AudioOptions } from '../../model/audio-options.ts';
import type { Disc } from '../../model/disc.ts';
import type { Order } from '../../model/order.ts';
import { isEncrypted, PLAIN_PACKING, type Packing } from '../../model/packing.ts';
import type { Playlist } from '../../model/playlist.ts';
import { exportPlaylist } from '../../playlists/export.ts';
import { m3u8 } from '../../playlists/formats/m3u8.ts';
import { xspf } from '../../playlists/formats/xspf.ts';
import { BUNDLE_MADE } from '../bundle-made.ts';
import { confirmClaim } from '../claim.ts';
import type { Ports } from '../ports.ts';
import type { Step } from '../step.ts';
import type { Compressed } from './compress.ts';
import type { Inserted, InsertLookFacts } from './insert.ts';
import { audioDiscFiles } from './disc-files.ts';
import { withoutPaths } from './lay-out.ts';
import type { DiscVariant } from '../medium-of.ts';
import { dataDiscParts } from './data-disc-parts.ts';
import type { Imaged } from './image.ts';
import type { Mastered } from './master.ts';

export interface PackInput {
  readonly order: Order;
  readonly playlist: Playlist;
  readonly discs: readonly Disc[];
  readonly libraryFingerprint: string | null;
  readonly selection: unknown;
  readonly warnings: readonly string[];
  /** Absent: as usual. */
  readonly audio?: AudioOptions;
  readonly engine: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly outFolder: string;
  /** What of the batch's options makes other discs than usual; absent: nothing. */
  readonly variant?: DiscVariant;
  /** One for each disc; not part of the key, since it follows from the rest. */
  readonly mastered: readonly (Mastered | Imaged)[];
  /** One for each disc where audio is handed over as FLAC, else none; not part of the key either. */
  readonly compressed: readonly (Compressed | null)[];
  /** Left out where it is the plain one. */
  readonly packing?: Packing;
  /** How its insert is printed; null: there is none. */
  readonly insertLook: InsertLookFacts | null;
  /** Not part of the key either. */
  readonly insert: Inserted | null;
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
  key: ({ order, playlist, discs, mastered: _mastered, compressed: _compressed, insert: _insert, ...rest }) => [
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
      (latest) => {
        confirmClaim(ports);
        ports.receipts.put(BUNDLE_MADE, plan.path, [...made, latest].slice(-2), isoTime(ports.clock()), null);
      },
    );
    return { path: plan.path, ...stamp, warnings: plan.warnings };
  },
  intact: async ({ path, bytes, writtenAt }) => {
    const stamp = await stampOf(path);
    return stamp !== null && stamp.bytes === bytes && stamp.writtenAt === writtenAt;
  },
  tell: ({ path, bytes }) => ({ path, bytes }),
};

/** All that an order says of what is made, which its place in the manifest and in the queue have no say in. */
function orderFacts({ row: _row, priority: _priority, ...facts }: Order): unknown {
  return facts;
}

function madeBefore(path: string, ports: Ports): readonly Stamp[] {
  return (ports.receipts.find(BUNDLE_MADE, path) as readonly Stamp[] | undefined) ?? [];
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

const NO_TEXTS: CdText = {
  album: { title: '', performer: '' },
  tracks: [],
  charset: 'ascii',
  codes: 'all',
  warnings: [],
};

/** What a bundle is named after: nothing that is as usual. */
function identityOf({ order, playlist, variant, audio, packing }: PackInput): unknown[] {
  return [orderFacts(order), playlist.id, ...[variant, audio, packing].filter((one) => one !== undefined)];
}

function planBundle(input: PackInput): PackPlan {
  const { audio = PLAIN_AUDIO, packing = PLAIN_PACKING } = input;
  const flac = packing.audio === 'flac';
  const folder = bundleName(input.playlist.title, contentId('bundle', ...identityOf(input)));
  const texts = input.discs.map((disc) => (disc.kind === 'audio' ? cdText(disc, audio.cdText) : NO_TEXTS));
  const warnings = [
    ...texts.flatMap((text) => text.warnings),
    ...input.mastered.flatMap((disc) => disc.tracks.flatMap((track) => track.warnings)),
    ...(input.insert?.warnings ?? []),
  ];
  const bundle: BundleInput = {
    ...input,
    audioEngine: input.engine,
    insert: input.insert && { path: input.insert.path, paper: input.insertLook!.paper },
    warnings: [...input.warnings, ...warnings],
    playlistFiles: [m3u8, xspf].map((format) => ({
      fileName: `playlist.${format.extensions[0]}`,
      text: exportPlaylist(input.playlist, format, ({ relativePath }) => relativePath),
    })),
    discs: input.discs.map((disc, i) => {
      if (disc.kind === 'data') return dataDiscParts(disc, input.mastered[i] as Imaged);
      const mastered = input.mastered[i] as Mastered;
      return {
        disc,
        record: describeDisc(disc, texts[i]!, { ...audio, flac }, mastered),
        files: audioDiscFiles(disc, texts[i]!, mastered, audio, input.compressed[i]?.flacPath),
        conversions: mastered.tracks,
      };
    }),
  };
  const entries = collectBundle(bundle);
  const discBytes = input.mastered.map(({ bytes }, i) => input.compressed[i]?.bytes ?? bytes);
  const ways = 1 + [audio.layout === 'both', audio.bin, audio.ddp].filter(Boolean).length;
  const totalBytes = discBytes.reduce((sum, bytes) => sum + bytes * ways, (1 << 20) + (input.insert?.bytes ?? 0));
  const age = isEncrypted(packing) ? '.age' : '';
  const path = join(input.outFolder, `${folder}${ARCHIVES[packing.archive].extension}${age}`);
  return { path, folder, entries, packing, totalBytes, warnings };
}
