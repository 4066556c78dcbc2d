import type { DataMedium } from '../../model/medium.ts';

/** What discs of files for computers have in common: 99 folders of 99 tracks, far more than anybody looks through. */
export const PLAIN_FILES = {
  kind: 'data',
  profile: 'plain',
  maxTracks: 99 * 99,
} as const satisfies Partial<DataMedium>;
