import type { Distance } from './path.ts';

/**
 * The shortest path over tracks 0 to `count - 1` that visits each once and begins and ends anywhere: for each set of tracks
 * and the last one of it the shortest way is worked out once (Held and Karp 1962). Takes `2^count * count^2` steps.
 */
export function exactPath(count: number, distance: Distance): number[] {
  const all = 2 ** count - 1;
  const shortest = new Float64Array((all + 1) * count).fill(Infinity);
  const before = new Int8Array((all + 1) * count);
  const apart = Float64Array.from({ length: count * count }, (_, i) => distance(Math.floor(i / count), i % count));
  for (let track = 0; track < count; track++) shortest[(1 << track) * count + track] = 0;
  for (let used = 1; used <= all; used++) {
    for (let last = 0; last < count; last++) {
      const length = shortest[used * count + last]!;
      if (length === Infinity) continue;
      for (let next = 0; next < count; next++) {
        if (((used >> next) & 1) === 1) continue;
        const at = (used | (1 << next)) * count + next;
        const longer = length + apart[last * count + next]!;
        if (longer >= shortest[at]!) continue;
        shortest[at] = longer;
        before[at] = last;
      }
    }
  }
  const path: number[] = [];
  let last = indexOfLeast(shortest.subarray(all * count));
  for (let used = all; used > 0;) {
    path.push(last);
    const track = last;
    last = before[used * count + last]!;
    used &= ~(1 << track);
  }
  return path;
}

function indexOfLeast(values: Float64Array): number {
  return values.reduce((best, value, i) => (value < values[best]! ? i : best), 0);
}
