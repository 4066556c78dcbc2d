/** What a decoder says about the audio it has found in a file. */
export interface SourceFormat {
  readonly sampleRate: number;
  readonly channels: number;
  /** Bits of whole-number samples; null for floating point, which is what lossy codecs decode to. */
  readonly bitDepth: number | null;
}

/** Bits of a sample format by FFmpeg's name for it (`s16`, `s16p`, `fltp`, ...), null for floating point. */
export function bitDepthOf(sampleFormat: string): number | null {
  const match = /^[su](8|16|32|64)p?$/.exec(sampleFormat);
  return match ? Number(match[1]) : null;
}

/**
 * FFmpeg's names of the file formats that are opened. Nothing else is, whatever a file's name: a playlist or a list of
 * parts in disguise would make the decoder read other files or the network.
 */
export const FILE_FORMATS: readonly string[] = [
  'aac',
  'ac3',
  'aiff',
  'ape',
  'asf',
  'au',
  'caf',
  'dsf',
  'eac3',
  'flac',
  'iff',
  'matroska',
  'mov',
  'mp3',
  'mpc',
  'mpc8',
  'ogg',
  'tak',
  'tta',
  'w64',
  'wav',
  'wv',
];
