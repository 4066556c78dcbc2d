import type { AudioDisc } from '../../model/disc.ts';
import type { CdText } from '../cd-text.ts';

/** A text file from which a burning program makes a disc. */
export interface Sheet {
  readonly id: string;
  readonly fileName: string;
  /** For people: which programs take it. */
  readonly note: string;
  /** The whole file, line ends included, in ASCII. `texts` must be the disc's own. */
  write(disc: AudioDisc, texts: CdText): string;
}

/** The one audio file that the sheets name: 16-bit stereo at 44.1 kHz, exactly as long as the disc. */
export const IMAGE_FILE_NAME = 'disc.wav';
