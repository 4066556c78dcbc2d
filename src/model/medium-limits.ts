import { FRAMES_PER_SECOND } from '../base/frames.ts';
import { SECTOR_BYTES, type AudioMedium, type DataMedium, type Medium } from './medium.ts';

/** What a list for one disc of a medium keeps to. */
export type MediumLimits = Pick<AudioMedium, 'capacityFrames' | 'maxTracks' | 'minTrackFrames'>;

/** Bytes a second that a file takes at the most: MP3 ends at 320 kbit/s, other files are taken for audio as CDs hold it. */
const MOST_BYTES: Readonly<Record<DataMedium['profile'], number>> = { car: 40_000, plain: 176_400 };

/** The limits of a medium; a disc of files is taken to hold what it does of the largest files that are usual on it. */
export function limitsOf(medium: Medium): MediumLimits {
  if (medium.kind === 'audio-cd') return medium;
  const seconds = (medium.capacitySectors * SECTOR_BYTES) / MOST_BYTES[medium.profile];
  return {
    capacityFrames: Math.floor(seconds * FRAMES_PER_SECOND),
    maxTracks: medium.maxTracks,
    minTrackFrames: 1,
  };
}
