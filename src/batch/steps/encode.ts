import { stat } from 'node:fs/promises';
import { encodeTrack, type EncodedTrack } from '../../audio/mp3/encode-track.ts';
import type { Track } from '../../model/track.ts';
import type { Step } from '../step.ts';
import { checkUnchanged } from '../track-file.ts';

export interface EncodeInput {
  readonly track: Track;
  readonly kbps: number;
  /** Name and version of the audio engine: another one may encode to other bytes. */
  readonly engine: string;
  /** Where the MP3 is written. */
  readonly path: string;
}

export interface Encoded extends EncodedTrack {
  readonly track: string;
  readonly path: string;
}

/** Makes an MP3 of one track. */
export const encode: Step<EncodeInput, EncodeInput, Encoded> = {
  name: 'encode',
  event: 'track-encoded',
  key: ({ track: { path: _path, ...facts }, kbps, engine, path }) => [facts, kbps, engine, path],
  plan: (input) => input,
  apply: async ({ track, kbps, path }, ports) => {
    checkUnchanged(track, ports.store);
    return { ...(await encodeTrack(track, kbps, path, ports.engine, ports.signal)), track: track.id, path };
  },
  intact: async ({ path, bytes }) => (await stat(path).catch(() => null))?.size === bytes,
  tell: ({ track, bytes }) => ({ track, bytes }),
};
