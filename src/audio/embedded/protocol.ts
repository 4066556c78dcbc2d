import type { Level, Loudness } from '../../model/loudness.ts';
import type { SourceFormat } from '../source-format.ts';

/** What the decoder process is asked: its version, the samples of a file, how loud they are, the MP3 of so many of them, or the FLAC of a WAV. */
export type DecoderRequest =
  | { readonly do: 'version' }
  | { readonly do: 'decode'; readonly path: string; readonly level: Level | null }
  | { readonly do: 'measure'; readonly path: string }
  | { readonly do: 'encode'; readonly path: string; readonly samples: number; readonly kbps: number }
  | { readonly do: 'encode-flac'; readonly path: string; readonly to: string };

/** How an answer ends. That of a decoding begins with the samples or the MP3, as messages of bytes. */
export type DecoderReply =
  | { readonly is: 'version'; readonly version: string }
  | { readonly is: 'decoded'; readonly source: SourceFormat; readonly damage: string | null }
  | { readonly is: 'encoded'; readonly source: SourceFormat; readonly damage: string | null; readonly played: number }
  | { readonly is: 'flac' }
  | { readonly is: 'measured'; readonly loudness: Loudness }
  | { readonly is: 'failed'; readonly reason: string }
  /** The decoder itself can't be loaded on this machine. */
  | { readonly is: 'unusable'; readonly reason: string };
