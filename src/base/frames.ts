/**
 * Lengths on an audio CD (IEC 60908): 44,100 samples a second, 588 samples a frame (sector), 75 frames a second.
 * All layout is done in whole frames; milliseconds are for people.
 */
export const CD_SAMPLE_RATE = 44_100;
export const SAMPLES_PER_FRAME = 588;
export const FRAMES_PER_SECOND = 75;
/** 588 stereo samples of 16 bits. */
export const BYTES_PER_FRAME = 2352;

/** Samples (per channel) that a recording has once it is at 44.1 kHz, rounded up. */
export function cdSamples(lengthSamples: number, sampleRate: number): number {
  return Math.ceil((lengthSamples * CD_SAMPLE_RATE) / sampleRate);
}

/** Frames needed to hold so many 44.1 kHz samples: the last frame is filled with silence. */
export function samplesToFrames(samples: number): number {
  return Math.ceil(samples / SAMPLES_PER_FRAME);
}

/** Length of so many frames in milliseconds, rounded to the nearest. */
export function framesToMs(frames: number): number {
  return Math.round((frames * 1000) / FRAMES_PER_SECOND);
}

/** Whole frames that fit into so many milliseconds. */
export function msToFrames(ms: number): number {
  return Math.floor((ms * FRAMES_PER_SECOND) / 1000);
}

/** Minutes, seconds and frames as cue and toc sheets write them: `mm:ss:ff`. */
export function framesToMsf(frames: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const seconds = Math.floor(frames / FRAMES_PER_SECOND);
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}:${two(frames % FRAMES_PER_SECOND)}`;
}
