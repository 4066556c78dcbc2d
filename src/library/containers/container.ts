import type { AudioFile } from '../audio-file.ts';

/** What the audio of a file is, counted in the samples that a decoder gives: encoder delay and padding are not audio. */
export interface AudioFacts {
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** Null for lossy codecs. */
  readonly bitDepth: number | null;
  readonly lengthSamples: number;
}

/** A part of a file, from its first byte to the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** By what audio is known again when the tags around it have changed. */
export type AudioMark =
  /** What the file itself tells of its samples, e.g. their MD5. */
  | { readonly digest: string }
  /** Where the audio lies, in order; `isPaged` where headers of Ogg pages, which are renumbered, lie in between. */
  | { readonly spans: readonly Span[]; readonly isPaged?: true };

export interface Measured extends AudioFacts {
  readonly mark: AudioMark;
}

/** A kind of audio file. */
export interface Container {
  /** With the dot, lower case. */
  readonly extensions: readonly string[];
  /** By which the reader of tags is found. */
  readonly mimeType: string;
  /** Whether what follows any ID3v2 tag begins so (at least 12 bytes of it, where there are as many). */
  recognises(bytes: Buffer): boolean;
  /** Reads the facts of the audio that begins at `start`. Throws a FileDefect where the file is cut off or broken. */
  measure(file: AudioFile, start: number): Promise<Measured>;
}
