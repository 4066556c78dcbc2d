import { cdSamples, samplesToFrames } from '../base/frames.ts';

/**
 * One recording in the library. Its id comes from what its file first told, audio and tags, and stays as long as the audio
 * does: wherever the file lies, however it is tagged later.
 */
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
  /** Empty where the tags name nobody for the whole album. */
  readonly albumArtist: string;
  readonly genres: readonly string[];
  readonly styles: readonly string[];
  /** 12 characters without hyphens (ISO 3901), or null. */
  readonly isrc: string | null;
  /** Place on its disc, from 1, or null. */
  readonly trackNumber: number | null;
  /** Place of the disc in its album, from 1, or null. */
  readonly discNumber: number | null;
  /** Of the recording's first release where the tags tell that, else of this one: 1860 to 2100, or null. */
  readonly year: number | null;
  /** Beats a minute: 20 to 400, or null. */
  readonly bpm: number | null;
  /** Musical key in Camelot's notation, `1A` to `12B`, or null. */
  readonly key: string | null;
  /** From 0 (calm) to 1 (wild), or null. */
  readonly energy: number | null;
  /** As tagged, in one line, or null. */
  readonly mood: string | null;
  /** True where the lyrics are marked as explicit, false where as clean, null where as neither. */
  readonly explicit: boolean | null;
  /** Decibels that bring the track to -18 LUFS (ReplayGain 2.0), or null. R128 gains, which aim at -23, are 5 higher here. */
  readonly gainDb: number | null;
  /** Highest sample, 1 being full scale, or null. */
  readonly peak: number | null;
  /** UUID of the recording in MusicBrainz, lower case, or null. */
  readonly musicbrainzRecordingId: string | null;
  /** UUID of its place on a release there, or null. */
  readonly musicbrainzTrackId: string | null;
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** Bits a sample of lossless audio, null for lossy codecs. */
  readonly bitDepth: number | null;
  /** Samples a channel at `sampleRate`, encoder padding not counted. */
  readonly lengthSamples: number;
}

/** A track without where its file lies: a library that was moved makes nothing else of it. */
export function withoutPlace({ path: _path, relativePath: _relativePath, ...facts }: Track): unknown {
  return facts;
}

/** Frames that the track takes on an audio CD, the padding of its last frame counted. */
export function trackFrames(track: Pick<Track, 'lengthSamples' | 'sampleRate'>): number {
  return samplesToFrames(cdSamples(track.lengthSamples, track.sampleRate));
}

export function trackLengthMs(track: Pick<Track, 'lengthSamples' | 'sampleRate'>): number {
  return Math.round((track.lengthSamples * 1000) / track.sampleRate);
}
