import type { Disc } from '../../model/disc.ts';
import { withoutPlace } from '../../model/track.ts';
import type { Decision } from '../step.ts';

export interface LayOutInput {
  readonly playlist: string;
  readonly discs: readonly Disc[];
}

interface LaidOut {
  readonly playlist: string;
  readonly discs: readonly {
    readonly id: string;
    readonly medium: string;
    readonly frames: number;
    readonly tracks: number;
    readonly copies: number;
  }[];
}

/** Stores the discs of a playlist, as they were laid out, and their copies. */
export const storeLayout: Decision<LayOutInput, LayOutInput, LaidOut> = {
  name: 'lay-out',
  event: 'disc-laid-out',
  key: ({ playlist, discs }) => [playlist, discs.map(withoutPaths)],
  plan: (input) => input,
  output: ({ playlist, discs }) => ({
    playlist,
    discs: discs.map((d) => ({
      id: d.id,
      medium: d.medium.id,
      frames: d.frames,
      tracks: d.tracks.length,
      copies: d.copies.length,
    })),
  }),
  record: ({ playlist, discs }, ports) => ports.discs.saveDiscs(playlist, discs),
  tell: (laidOut) => ({ ...laidOut }),
};

/** A disc without where its files lie: a library that was moved makes no other disc. */
export function withoutPaths(disc: Disc): unknown {
  return { ...disc, tracks: disc.tracks.map(({ track, ...place }) => ({ ...place, track: withoutPlace(track) })) };
}
