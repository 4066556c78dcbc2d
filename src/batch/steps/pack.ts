import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../base/atomic-file.ts';
import { contentId } from '../../base/ids.ts';
import { packZip } from '../../bundle/archive.ts';
import type { BundleInput } from '../../bundle/bundle-input.ts';
import { collectBundle } from '../../bundle/collect.ts';
import type { BundleEntry } from '../../bundle/entry.ts';
import { bundleName } from '../../bundle/name.ts';
import { sourceBytes } from '../../bundle/read-source.ts';
import { lackOfSpace } from '../../bundle/space.ts';
import { cdText, type CdText } from '../../discs/cd-text.ts';
import { describeDisc } from '../../discs/describe.ts';
import { PLAIN_AUDIO, type AudioOptions } from '../../model/audio-options.ts';
import type { Disc } from '../../model/disc.ts';
import type { Order } from '../../model/order.ts';
import type { Playlist } from '../../model/playlist.ts';
import { exportPlaylist } from '../../playlists/export.ts';
import { m3u8 } from '../../playlists/formats/m3u8.ts';
import { xspf } from '../../playlists/formats/xspf.ts';
import { confirmClaim } from '../claim.ts';
import type { Step } from '../step.ts';
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
  /** How its insert is printed; null: there is none. */
  readonly insertLook: InsertLookFacts | null;
  /** Not part of the key either. */
  readonly insert: Inserted | null;
}

interface PackPlan {
  readonly path: string;
  readonly folder: string;
  readonly entries: readonly BundleEntry[];
  readonly totalBytes: number;
  readonly warnings: readonly string[];
}

export interface Packed {
  readonly path: string;
  readonly bytes: number;
  /** When it was written, in nanoseconds: tells it from another bundle that took its name since. */
  readonly writtenAt: string;
  /** What mastering and the sheets warned of, beyond what was known before. */
  readonly warnings: readonly string[];
}

/** Packs all that is needed to burn the discs of one order into one archive in the folder for bundles. */
export const pack: Step<PackInput, PackPlan, Packed> = {
  name: 'pack',
  event: 'bundle-packed',
  key: ({ order, playlist, discs, mastered: _mastered, insert: _insert, ...rest }) => [
    orderFacts(order),
    playlist.id,
    discs.map(withoutPaths),
    rest,
  ],
  plan: planBundle,
  apply: async (plan, ports) => {
    const lack = await lackOfSpace(plan.path, plan.totalBytes);
    if (lack) throw lack;
    await replaceFile(plan.path, async (partial) => {
      await packZip(partial, plan.folder, plan.entries, {
        signal: ports.signal,
        onProgress: (bytes) => ports.watcher.progress('packing', bytes / plan.totalBytes),
      });
      confirmClaim(ports);
    });
    return { path: plan.path, ...(await stampOf(plan.path))!, warnings: plan.warnings };
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

/** Size and time of a file; null where there is none. */
async function stampOf(path: string): Promise<Pick<Packed, 'bytes' | 'writtenAt'> | null> {
  const info = await stat(path, { bigint: true }).catch(() => null);
  return info && { bytes: Number(info.size), writtenAt: String(info.mtimeNs) };
}

const NO_TEXTS: CdText = {
  album: { title: '', performer: '' },
  tracks: [],
  charset: 'ascii',
  codes: 'all',
  warnings: [],
};

/** What a bundle is named after: nothing that is as usual. */
function identityOf({ order, playlist, variant, audio }: PackInput): unknown[] {
  return [orderFacts(order), playlist.id, ...[variant, audio].filter((one) => one !== undefined)];
}

function planBundle(input: PackInput): PackPlan {
  const { audio = PLAIN_AUDIO } = input;
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
        record: describeDisc(disc, texts[i]!, audio, mastered),
        files: audioDiscFiles(disc, texts[i]!, mastered, audio),
        conversions: mastered.tracks,
      };
    }),
  };
  const entries = collectBundle(bundle);
  const totalBytes = entries.reduce((sum, { source }) => sum + sourceBytes(source), 1 << 20);
  return { path: join(input.outFolder, `${folder}.zip`), folder, entries, totalBytes, warnings };
}
