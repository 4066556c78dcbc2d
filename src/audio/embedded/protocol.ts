import type { SourceFormat } from '../source-format.ts';

/** What the decoder process is asked: its version, the samples of a file, or a FLAC of a WAV. */
export type DecoderRequest =
  | { readonly do: 'version' }
  | { readonly do: 'decode'; readonly path: string }
  | { readonly do: 'encode-flac'; readonly path: string; readonly to: string };

/** How an answer ends. That of a decoding begins with the samples, as messages of bytes. */
export type DecoderReply =
  | { readonly is: 'version'; readonly version: string }
  | { readonly is: 'decoded'; readonly source: SourceFormat; readonly damage: string | null }
  | { readonly is: 'encoded' }
  | { readonly is: 'failed'; readonly reason: string }
  /** The decoder itself can't be loaded on this machine. */
  | { readonly is: 'unusable'; readonly reason: string };
