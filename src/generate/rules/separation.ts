import type { GapRule, ListTrack } from '../../model/list-rule.ts';
import type { Breaking } from '../arrange.ts';
import { namesOf } from './check.ts';

/**
 * How badly a track breaks a gap against those before it: 1 and the part of the gap that is missing. A gap that so many
 * tracks of one name can't have between them in this list is looked for as wide as they can, and they stay at least
 * apart from each other as long as there are others to put between; so a search need not look for what can't be.
 */
export function separation({ by, least, unit }: GapRule, list: readonly ListTrack[]): Breaking {
  const n = list.length;
  const size = Float64Array.from(list, ({ frames }) => (unit === 'tracks' ? 1 : frames));
  const total = size.reduce((sum, one) => sum + one, 0);
  /** What is wanted between each two tracks. */
  const wanted = new Float64Array(n * n);
  let [widest, unavoidable] = [0, 0];
  for (const tracks of tracksByName(list, by)) {
    const pairs = tracks.length - 1;
    if (pairs === 0) continue;
    const others = n - tracks.length;
    const between = tracks.reduce((rest, track) => rest - size[track]!, total);
    const gap = others < pairs ? 1 : Math.min(least, Math.floor(between / pairs));
    // Two that follow each other count 2.
    unavoidable = Math.max(unavoidable, 2 * (pairs - others));
    widest = Math.max(widest, gap);
    for (const a of tracks) for (const b of tracks) wanted[a * n + b] = Math.max(wanted[a * n + b]!, gap);
  }
  if (widest === 0) return { reach: 0, broken: () => 0 };
  const shortest = size.reduce((shorter, one) => Math.min(shorter, one), Infinity);
  return {
    reach: Math.ceil(widest / shortest),
    unavoidable,
    broken: (sequence, position) => {
      const row = sequence[position]! * n;
      for (let at = position - 1, between = 0; at >= 0 && between < widest; at--) {
        const other = sequence[at]!;
        const gap = wanted[row + other]!;
        if (gap > between) return 1 + (gap - between) / gap;
        between += size[other]!;
      }
      return 0;
    },
  };
}

function tracksByName(list: readonly ListTrack[], by: GapRule['by']): Iterable<readonly number[]> {
  const tracks = new Map<string, number[]>();
  for (const [at, track] of list.entries()) {
    for (const name of namesOf(track, by)) {
      const others = tracks.get(name);
      if (others === undefined) tracks.set(name, [at]);
      else others.push(at);
    }
  }
  return tracks.values();
}
