import { keyAt, keyPlace } from '../../base/music-key.ts';
import { compareText } from '../../base/text.ts';
import type { Constraint } from './constraint.ts';
import { explainLacking } from './lacking.ts';

export const key: Constraint = {
  id: 'key',
  asks: ({ key }) => key,
  accepts: ({ key: keys }, { table: { key } }) => {
    const wanted = new Set(keys.map(keyPlace));
    return wanted.size === 0 ? null : (index) => wanted.has(key[index]!);
  },
  explainNone: ({ key: keys }, { table: { key } }, fitting) => {
    const places = [...fitting].map((index) => key[index]!).filter((place) => place !== -1);
    return {
      message: explainLacking(fitting.length, places.length, `in ${keys.join(' or ')}`, 'key'),
      hint:
        places.length === 0
          ? 'leave the key out, or write it into the tags'
          : `the others are in ${mostFrequent(places).join(', ')}: ask for one of these`,
    };
  },
};

/** The most frequent keys with how often they are there: `5A (7)`. */
function mostFrequent(places: readonly number[]): string[] {
  const counts = new Map<string, number>();
  for (const place of places) counts.set(keyAt(place), (counts.get(keyAt(place)) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
    .slice(0, 5)
    .map(([key, count]) => `${key} (${count})`);
}
