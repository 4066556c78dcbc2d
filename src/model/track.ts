import { cdSamples, samplesToFrames } from '../base/frames.ts';

/** One recording in the library. Its id comes from the content of its file, so it is the same wherever the file lies. */
export interface Track {
  readonly id: string;
  /** Absolute path of the audio file. */
  readonly path: string;
  /** Path from the library's folder, with `/` on every system. */
  readonly relativePath: string;
  readonly title: string;
  /** Empty where the tags name nobody. */
  readonly artist: string;
  readonly album: string;
  readonly genres: readonly string[];
  readonly styles: readonly string[];
  /** 12 characters without hyphens (ISO 3901), or null. */
  readonly isrc: string | null;
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** Bits a sample of lossless audio, null for lossy codecs. */
  readonly bitDepth: number | null;
  /** Samples a channel at `sampleRate`, encoder padding not counted. */
  readonly lengthSamples: number;
}

/** Frames that the track takes on an audio CD, the padding of its last frame counted. */
export function trackFrames(track: Pick<Track, 'lengthSamples' | 'sampleRate'>): number {
  return samplesToFrames(cdSamples(track.lengthSamples, track.sampleRate));
}

export function trackLengthMs(track: Pick<Track, 'lengthSamples' | 'sampleRate'>): number {
  return Math.round((track.lengthSamples * 1000) / track.sampleRate);
}
