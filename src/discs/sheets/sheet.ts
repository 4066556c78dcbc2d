import type { AudioOptions } from '../../model/audio-options.ts';
import type { CdText } from '../cd-text.ts';
import type { SheetDisc } from '../sheet-disc.ts';

/** A text file that tells what is where on a disc. */
export interface Sheet {
  readonly id: string;
  readonly fileName: string;
  /** For people: which programs take it. */
  readonly note: string;
  /** How its characters become bytes. All of those in `latin1` are ASCII, unless CD-TEXT is in ISO-8859-1. */
  readonly encoding: 'latin1' | 'utf8';
  /** Whether it lies beside audio that is laid out in this way. */
  isFor(audio: AudioFiles): boolean;
  /** The whole file, line ends included. `texts` must be the disc's own. */
  write(disc: SheetDisc, texts: CdText, audio: AudioFiles): string;
}

/** In which files the audio of a disc lies. */
export type AudioFiles = Pick<AudioOptions, 'layout' | 'bin'> & {
  /** The image is a FLAC. */
  readonly flac?: boolean;
};

/** The whole disc in one audio file: 16-bit stereo at 44.1 kHz, exactly as long as the disc. */
export const IMAGE_FILE_NAME = 'disc.wav';
/** The same, lossless and smaller. Burning programs want it decoded first. */
export const FLAC_FILE_NAME = 'disc.flac';
/** The same without a header. libcdio wants it to have the name of its sheet. */
export const BIN_FILE_NAME = 'discbin.bin';

/** The file of a track, where each has one: from its start to that of the next track, the pause before that included. */
export function trackFileName(number: number): string {
  return `${String(number).padStart(2, '0')}.wav`;
}
