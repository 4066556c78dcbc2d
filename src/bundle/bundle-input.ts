import type { AudioDisc, DataDisc } from '../model/disc.ts';
import type { OrderBrief } from '../model/order.ts';
import type { Playlist } from '../model/playlist.ts';
import type { BundleEntry, TextFile } from './entry.ts';

/** All that goes into a bundle. Nothing in it but the paths of files may depend on when or where it is made. */
export interface BundleInput {
  readonly tool: { readonly name: string; readonly version: string };
  /** Name and version of what decoded the audio. */
  readonly audioEngine: string;
  readonly order: OrderBrief;
  readonly playlist: Playlist;
  /** The playlist in each file format, in the order in which they are packed. */
  readonly playlistFiles: readonly TextFile[];
  /** Of the tracks that it was chosen from; null for a clone. */
  readonly libraryFingerprint: string | null;
  /** Why these tracks: plain data. */
  readonly selection: unknown;
  readonly discs: readonly BundleDisc[];
  /** Where its booklets, tray cards and labels lie as a PDF, and the paper that it is for; null: there are none. */
  readonly insert: { readonly path: string; readonly paper: string } | null;
  /** One line each, for people. */
  readonly warnings: readonly string[];
}

export type BundleDisc = AudioBundleDisc | DataBundleDisc;

export interface AudioBundleDisc {
  readonly disc: AudioDisc;
  /** The content of disc.json: plain data. */
  readonly record: unknown;
  /** All of its files but disc.json, named from its folder. */
  readonly files: readonly BundleEntry[];
  readonly conversions: readonly TrackConversion[];
}

export interface DataBundleDisc {
  readonly disc: DataDisc;
  /** The content of disc.json: plain data. */
  readonly record: unknown;
  /** Of the image, or of the folder with the files. */
  readonly name: string;
  readonly form: 'iso' | 'tree';
  /** All of its files but disc.json, named from its folder. */
  readonly files: readonly BundleEntry[];
  readonly conversions: readonly TrackConversion[];
}

/** What was done to the audio of a track on its way to the disc. */
interface TrackConversion {
  /** On its disc, from 1. */
  readonly number: number;
  /** In words: `bit-identical`, `48000 Hz to 44100 Hz, dithered to 16 bit`. */
  readonly conversion: string;
}
