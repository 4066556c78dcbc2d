import { formatDuration } from '../base/duration.ts';

export type DefectCode = 'file-unreadable' | 'file-truncated' | 'file-empty';

/** What is wrong with an audio file, thrown deep in the reading of it and made a `Problem` where that began. */
export class FileDefect extends Error {
  readonly code: DefectCode;

  /** @param message completes "the file is ...": lower case, no full stop */
  constructor(code: DefectCode, message: string) {
    super(message);
    this.name = 'FileDefect';
    this.code = code;
  }
}

/** The defect of a file that ends before its audio does; lengths in samples. */
export function cutOff(heldSamples: number, totalSamples: number, sampleRate: number): FileDefect {
  const text = (samples: number): string => formatDuration(Math.floor((samples * 1000) / sampleRate / 1000) * 1000);
  return new FileDefect('file-truncated', `cut off: holds ${text(heldSamples)} of ${text(totalSamples)}`);
}
