import type { Disc } from '../model/disc.ts';
import type { OrderBrief } from '../model/order.ts';
import type { Playlist } from '../model/playlist.ts';
import type { TextFile } from './entry.ts';

/** All that goes into a bundle. Nothing in it but the WAV paths may depend on when or where it is made. */
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
  /** One line each, for people. */
  readonly warnings: readonly string[];
}

export interface BundleDisc {
  readonly disc: Disc;
  /** The content of disc.json: plain data. */
  readonly record: unknown;
  readonly sheets: readonly TextFile[];
  /** 16-bit stereo at 44.1 kHz, the whole disc. */
  readonly wavPath: string;
  /** The same as FLAC, which then goes into the bundle in its place. */
  readonly flacPath?: string | undefined;
  readonly conversions: readonly TrackConversion[];
}

/** What was done to the audio of a track on its way to the disc. */
interface TrackConversion {
  /** On its disc, from 1. */
  readonly number: number;
  /** In words: `bit-identical`, `48000 Hz to 44100 Hz, dithered to 16 bit`. */
  readonly conversion: string;
}
