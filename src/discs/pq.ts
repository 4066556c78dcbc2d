import type { SheetDisc } from './sheet-disc.ts';

/** One entry of the PQ list of a disc: where an index of a track begins. */
export interface PqEntry {
  /** 1 to 99, or null for the lead-out. */
  readonly track: number | null;
  /** 0: the pause before a track, 1: the track. */
  readonly index: 0 | 1;
  /** Absolute: the pause before track 1, which has 150 frames, begins at 0. */
  readonly frame: number;
  readonly isrc: string | null;
  readonly title: string;
}

/** Frames of the pause before track 1, which is there on every disc. */
export const LEAD_PAUSE = 150;

/** Every index of a disc in its order, and the lead-out last. `titles` are those of the tracks. */
export function pqEntries(disc: SheetDisc, titles: readonly string[]): PqEntry[] {
  const entries = disc.tracks.flatMap(({ number, track: { isrc }, startFrame, pregapFrames = 0 }, i): PqEntry[] => {
    const frame = startFrame + LEAD_PAUSE;
    const entry = { track: number, index: 1 as const, frame, isrc, title: titles[i]! };
    const pause = i === 0 ? LEAD_PAUSE : pregapFrames;
    return pause === 0 ? [entry] : [{ ...entry, index: 0, frame: frame - pause }, entry];
  });
  return [...entries, { track: null, index: 1, frame: disc.frames + LEAD_PAUSE, isrc: null, title: '' }];
}
