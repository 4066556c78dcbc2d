/** Sounds for tests: WAV files of any kind, their likes in other formats, and what an engine makes of them. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';

import { mix32 } from '../../src/base/random.ts';
import type { AudioEngine, Decoded } from '../../src/audio/engine.ts';
import type { AudioDisc } from '../../src/model/disc.ts';
import { trackFrames, type Track } from '../../src/model/track.ts';
import { makeTrack } from '../make-track.ts';
import { runTool } from '../outside.ts';

/** A sample from -1 to below 1, of a channel, at a time in seconds. */
export type Wave = (time: number, channel: number) => number;

export interface WavKind {
  readonly sampleRate?: number;
  readonly channels?: number;
  readonly bits?: 8 | 16 | 24;
  readonly samples?: number;
}

export const sine =
  (frequency: number, level = 0.5): Wave =>
  (time) =>
    level * Math.sin(2 * Math.PI * frequency * time);

/** Something like music: a chord that differs between channels, with noise. */
export const music: Wave = (time, channel) => {
  const noise = mix32(Math.round(time * 1e6) * 8 + channel) / 0x1_0000_0000 - 0.5;
  return 0.3 * Math.sin(2765 * time) + 0.2 * Math.sin((3484 + 60 * channel) * time) + 0.05 * noise;
};

/** Writes a PCM WAV file and returns its path. */
export function writeWav(path: string, wave: Wave, kind: WavKind = {}): string {
  const { sampleRate = 44_100, channels = 2, bits = 16, samples = 2 * sampleRate } = kind;
  const width = bits / 8;
  const data = Buffer.alloc(samples * channels * width);
  for (let i = 0, at = 0; i < samples; i++) {
    for (let channel = 0; channel < channels; channel++, at += width) {
      const value = Math.round(wave(i / sampleRate, channel) * 2 ** (bits - 1));
      if (bits === 8) data.writeUInt8(value + 128, at);
      else data.writeIntLE(value, at, width);
    }
  }
  const header = Buffer.alloc(44);
  header.write('RIFF\0\0\0\0WAVEfmt ', 0, 'latin1');
  header.writeUInt32LE(36 + data.length, 4);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * channels * width, 28);
  header.writeUInt16LE(channels * width, 32);
  header.writeUInt16LE(bits, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(data.length, 40);
  writeFileSync(path, Buffer.concat([header, data]));
  return path;
}

/** Makes another format out of an audio file with ffmpeg and returns its path. */
export function encode(input: string, output: string, ...options: readonly string[]): string {
  return encodeAll(input, [[output, ...options]])[0]!;
}

/** Does so for many files at once, each with its options, and returns their paths: ffmpeg takes longer to start than to encode. */
export function encodeAll(
  input: string,
  outputs: readonly (readonly [path: string, ...options: string[]])[],
): string[] {
  const asked = outputs.flatMap(([path, ...options]) => [...options, `file:${path}`]);
  const run = runTool('ffmpeg', ['-nostdin', '-v', 'error', '-y', '-i', `file:${input}`, ...asked]);
  if (run.status !== 0) throw new Error(run.stderr);
  return outputs.map(([path]) => path);
}

export interface Sound extends Decoded {
  readonly pcm: Buffer;
}

/** Decodes a whole file. */
export async function decodeAll(engine: AudioEngine, path: string, signal?: AbortSignal): Promise<Sound> {
  const pieces: Uint8Array[] = [];
  const decoded = await engine.decode(path, async (piece) => void pieces.push(piece), signal);
  return { ...decoded, pcm: Buffer.concat(pieces) };
}

/** The samples of one channel of 16-bit stereo, from -32768 to 32767. */
export function channelOf(pcm: Buffer, channel: 0 | 1): Int16Array {
  const samples = new Int16Array(pcm.length / 4);
  for (let i = 0; i < samples.length; i++) samples[i] = pcm.readInt16LE(i * 4 + channel * 2);
  return samples;
}

/** The greatest difference between the samples that both have. */
export function greatestDifference(a: Buffer, b: Buffer): number {
  let greatest = 0;
  for (let at = 0; at + 1 < Math.min(a.length, b.length); at += 2) {
    greatest = Math.max(greatest, Math.abs(a.readInt16LE(at) - b.readInt16LE(at)));
  }
  return greatest;
}

/** Level of one frequency in samples, in dB below full scale (Goertzel's filter under a Blackman-Harris window). */
export function levelAt(samples: Int16Array, frequency: number, sampleRate = 44_100): number {
  const turn = (2 * Math.PI * frequency) / sampleRate;
  let [last, before, gain] = [0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    const x = (2 * Math.PI * i) / samples.length;
    const window = 0.35875 - 0.48829 * Math.cos(x) + 0.14128 * Math.cos(2 * x) - 0.01168 * Math.cos(3 * x);
    gain += window;
    [last, before] = [(samples[i]! / 32768) * window + 2 * Math.cos(turn) * last - before, last];
  }
  const power = last ** 2 + before ** 2 - 2 * Math.cos(turn) * last * before;
  return 20 * Math.log10((2 * Math.sqrt(Math.max(power, 1e-30))) / gain);
}

/** The track that the file at `path` holds. */
export function trackOf(path: string, facts: Partial<Track> & Pick<Track, 'lengthSamples'>): Track {
  return makeTrack({
    id: 'test',
    path,
    relativePath: basename(path),
    title: basename(path),
    artist: '',
    album: '',
    codec: 'any',
    ...facts,
  });
}

/** A disc with the tracks one after the other, `gapFrames` apart. */
export function discOf(tracks: readonly Track[], gapFrames = 0): AudioDisc {
  let frames = 0;
  const laidOut = tracks.map((track, i) => {
    const startFrame = frames + (i === 0 ? 0 : gapFrames);
    frames = startFrame + trackFrames(track);
    return { number: i + 1, position: i + 1, track, startFrame, frames: trackFrames(track) };
  });
  return {
    kind: 'audio',
    id: 'test',
    number: 1,
    of: 1,
    split: null,
    medium: {
      id: 't',
      name: 't',
      kind: 'audio-cd',
      capacityFrames: 360_000,
      maxTracks: 99,
      minTrackFrames: 1,
      note: '',
    },
    title: 't',
    performer: '',
    catalog: null,
    tracks: laidOut,
    frames,
    copies: [],
  };
}
