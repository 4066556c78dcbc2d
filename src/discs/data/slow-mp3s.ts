import type { DataTrack } from '../../model/disc.ts';
import { nameOf } from '../layout.ts';

/** The lowest sample rate of MPEG-1, in Hz: MP3s of less are MPEG-2, which not every player has heard of. */
const LOWEST_RATE = 32_000;

/** What to tell of MP3s that are copied as they are to a disc for players with narrow limits, and may be beyond these. */
export function slowMp3Warnings(tracks: readonly DataTrack[]): string[] {
  const slow = tracks.filter(({ mp3, track }) => mp3 === null && track.sampleRate < LOWEST_RATE);
  const [first, ...others] = slow;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return [
    `${nameOf(first.track, first.position)}${more} has a sample rate of ${first.track.sampleRate} Hz and is copied as it is: old players may skip MP3s of less than ${LOWEST_RATE} Hz`,
  ];
}
