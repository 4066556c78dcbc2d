import type { Caps } from '../choose.ts';
import { namesOf } from './check.ts';
import type { ListRule, ListTrack } from './rule.ts';

/** The traits of a track that caps count, e.g. `artist\nbeyonce`. */
export function countedTraits(track: ListTrack): string[] {
  return (['artist', 'album'] as const).flatMap((by) => namesOf(track, by).map((name) => `${by}\n${name}`));
}

/**
 * How many tracks of one artist and album a list of about `tracks` tracks and `frames` frames can have at the most if it
 * is to keep the rules: what caps say outright, and what follows from gaps and windows.
 */
export function capsOf(rules: readonly ListRule[], tracks: number, frames: number): Caps {
  const limits = { artist: Infinity, album: Infinity };
  for (const rule of rules) {
    if (rule.by !== 'title') limits[rule.by] = Math.min(limits[rule.by], mostOf(rule, tracks, frames));
  }
  return { limit: (trait) => (trait.startsWith('artist\n') ? limits.artist : limits.album) };
}

function mostOf(rule: ListRule, tracks: number, frames: number): number {
  switch (rule.kind) {
    case 'cap':
      return rule.most;
    case 'gap': {
      const apart = rule.unit === 'tracks' ? rule.least : (rule.least * tracks) / frames;
      return Math.max(1, Math.ceil(tracks / (apart + 1)));
    }
    case 'window':
      return rule.most * Math.max(1, Math.ceil(frames / rule.frames));
  }
}
