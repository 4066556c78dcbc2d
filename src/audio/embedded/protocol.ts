import type { Level, Loudness } from '../../model/loudness.ts';
import type { SourceFormat } from '../source-format.ts';

/** What the decoder process is asked: its version, the samples of a file, or how loud they are. */
export type DecoderRequest =
  | { readonly do: 'version' }
  | { readonly do: 'decode'; readonly path: string; readonly level: Level | null }
  | { readonly do: 'measure'; readonly path: string };

/** How an answer ends. That of a decoding begins with the samples, as messages of bytes. */
export type DecoderReply =
  | { readonly is: 'version'; readonly version: string }
  | { readonly is: 'decoded'; readonly source: SourceFormat; readonly damage: string | null }
  | { readonly is: 'measured'; readonly loudness: Loudness }
  | { readonly is: 'failed'; readonly reason: string }
  /** The decoder itself can't be loaded on this machine. */
  | { readonly is: 'unusable'; readonly reason: string };
