/** How large an MP3 of a constant bitrate is (MPEG-1 Layer III, 44.1 kHz, by LAME), before it is made. */
import { CD_SAMPLE_RATE } from '../../base/frames.ts';

/** Samples of a frame. */
export const MP3_FRAME_SAMPLES = 1152;

/** Samples of silence that a file is filled up with at the most; one that lacks more is damaged. */
export const MOST_SILENCE = CD_SAMPLE_RATE;

/** The bitrates that mixpress makes, in kbit/s. */
export const MP3_BITRATES: readonly number[] = [128, 160, 192, 224, 256, 320];
export const DEFAULT_MP3_BITRATE = 256;

/** Frames that so many samples become: LAME's delay takes one more. */
export function mp3Frames(samples: number): number {
  return Math.ceil(samples / MP3_FRAME_SAMPLES) + 1;
}

/** Bytes of the shortest frame of a bitrate; many have one more, so that all of them together keep to it. */
export function mp3FrameBytes(kbps: number): number {
  return Math.floor((kbps * 1000 * MP3_FRAME_SAMPLES) / 8 / CD_SAMPLE_RATE);
}

/** Bytes of all frames of so many samples. */
export function mp3AudioBytes(samples: number, kbps: number): number {
  const frames = mp3Frames(samples);
  const rest = ((kbps * 1000 * MP3_FRAME_SAMPLES) / 8) % CD_SAMPLE_RATE;
  return frames * mp3FrameBytes(kbps) + Math.ceil(((frames - 1) * rest) / CD_SAMPLE_RATE);
}
