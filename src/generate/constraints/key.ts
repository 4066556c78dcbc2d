import { compareText } from '../../base/text.ts';
import type { Track } from '../../model/track.ts';
import type { FactConstraint } from './constraint.ts';
import { explainLacking } from './lacking.ts';

export const key: FactConstraint = {
  id: 'key',
  accepts: ({ key }) => {
    const wanted = new Set(key);
    return wanted.size === 0 ? null : (track) => track.key !== null && wanted.has(track.key);
  },
  explainNone: ({ key }, fitting) => {
    const most = mostFrequent(fitting);
    return {
      message: explainLacking(fitting, (track) => track.key !== null, `in ${key.join(' or ')}`, 'key'),
      hint:
        most.length === 0
          ? 'leave the key out, or write it into the tags'
          : `the others are in ${most.join(', ')}: ask for one of these`,
    };
  },
};

/** The most frequent keys with how often they are there: `5A (7)`. */
function mostFrequent(tracks: readonly Track[]): string[] {
  const counts = new Map<string, number>();
  for (const { key } of tracks) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
    .slice(0, 5)
    .map(([key, count]) => `${key} (${count})`);
}
