import { formatDuration } from '../base/duration.ts';
import { FRAMES_PER_SECOND, framesToMs } from '../base/frames.ts';
import type { Disc } from '../model/disc.ts';

/** What IEC 60908 names; and where plants begin to speak of a long play, which not all of them press. */
const NOMINAL_FRAMES = 74 * 60 * FRAMES_PER_SECOND;
const LONG_PLAY_FRAMES = 77 * 60 * FRAMES_PER_SECOND;

/** What to tell of discs that are to be pressed and have more on them than the standard names, one sentence each. */
export function pressingWarnings(discs: readonly Disc[]): string[] {
  return discs
    .filter(({ kind, frames }) => kind === 'audio' && frames > NOMINAL_FRAMES)
    .map(({ number, frames }) => {
      const length = `disc ${number} is ${formatDuration(framesToMs(frames))} long`;
      return frames > LONG_PLAY_FRAMES
        ? `${length}: beyond 1:17:00 a plant may refuse it, or charge it as long play; ask yours before you order`
        : `${length}, more than the 1:14:00 that the standard names: ask your plant whether it presses that`;
    });
}
