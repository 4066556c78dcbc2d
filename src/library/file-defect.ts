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
  const text = (samples: number, fraction: boolean): string =>
    formatDuration(fraction ? (samples * 1000) / sampleRate : Math.floor(samples / sampleRate) * 1000, { fraction });
  const fraction = text(heldSamples, false) === text(totalSamples, false);
  return new FileDefect(
    'file-truncated',
    `cut off: holds ${text(heldSamples, fraction)} of ${text(totalSamples, fraction)}`,
  );
}

/** The same where nothing in the file tells how long it once was. */
export function cutAfter(heldSamples: number, sampleRate: number): FileDefect {
  return new FileDefect('file-truncated', `cut off after ${formatDuration((heldSamples * 1000) / sampleRate)}`);
}
