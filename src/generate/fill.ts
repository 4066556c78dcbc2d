/** How many tracks are tried in all combinations: enough that sums of lengths leave no holes, few enough to be quick. */
const WINDOW = 160;
/** Windows tried before the best found is taken. */
const MAX_WINDOWS = 8;

/**
 * Chooses from `lengths` (whole frames, most wanted first) a subset whose sum is as near to `wanted` as can be and never
 * over it. Returns ascending indexes.
 *
 * A long list begins with the first lengths as they come; the rest is an exact subset sum over the next `WINDOW` of
 * them (a bit for each reachable sum), so up to `WINDOW` lengths the result is the best that exists. Of equally good
 * subsets the one of more wanted lengths is preferred.
 */
export function fill(lengths: readonly number[], wanted: number): number[] {
  const usable = lengths.flatMap((length, index) => (length <= wanted ? [index] : []));
  const { taken, room } = takeAhead(lengths, usable, wanted);
  const rest = usable.slice(taken.length);
  let best: number[] = [];
  let bestSum = 0;
  for (
    let start = 0, tries = 0;
    start < rest.length && tries < MAX_WINDOWS && bestSum < room;
    start += WINDOW, tries++
  ) {
    const window = rest.slice(start, start + WINDOW);
    const { picks, sum } = subsetSum(
      window.map((i) => lengths[i]!),
      room,
    );
    if (sum > bestSum) {
      best = picks.map((i) => window[i]!);
      bestSum = sum;
    }
  }
  return [...taken, ...best].sort((a, b) => a - b);
}

/**
 * The lengths that are taken without trying: as many as leave room for about half a window. All that fit in one window
 * are left to the exact search.
 */
function takeAhead(
  lengths: readonly number[],
  usable: readonly number[],
  wanted: number,
): { taken: number[]; room: number } {
  const taken: number[] = [];
  let room = wanted;
  if (usable.length <= WINDOW) return { taken, room };
  const mean = usable.reduce((sum, i) => sum + lengths[i]!, 0) / usable.length;
  const keep = Math.min((mean * WINDOW) / 8, wanted / 2);
  for (const i of usable) {
    if (room - lengths[i]! < keep) break;
    taken.push(i);
    room -= lengths[i]!;
  }
  return { taken, room };
}

/** The largest sum of some of `lengths` that is at most `limit`, and which they are. Exact. */
function subsetSum(lengths: readonly number[], limit: number): { picks: number[]; sum: number } {
  const rows: Uint32Array[] = [];
  let reachable = new Uint32Array((limit >>> 5) + 1);
  reachable[0] = 1;
  rows.push(reachable);
  for (const length of lengths) {
    reachable = withAdded(reachable, length);
    rows.push(reachable);
    if (isReachable(reachable, limit)) break;
  }
  const sum = largest(reachable, limit);
  const picks: number[] = [];
  let rest = sum;
  for (let i = rows.length - 1; i > 0; i--) {
    if (isReachable(rows[i - 1]!, rest)) continue;
    picks.push(i - 1);
    rest -= lengths[i - 1]!;
  }
  return { picks: picks.reverse(), sum };
}

/** The sums that are reachable with one more length: the old ones, and the old ones moved up by it. */
function withAdded(reachable: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const next = Uint32Array.from(reachable);
  const words = length >>> 5;
  const bits = length & 31;
  for (let i = next.length - 1; i >= words; i--) {
    const low = reachable[i - words]! << bits;
    const carried = bits > 0 && i > words ? reachable[i - words - 1]! >>> (32 - bits) : 0;
    next[i]! |= low | carried;
  }
  return next;
}

function isReachable(reachable: Uint32Array, sum: number): boolean {
  return ((reachable[sum >>> 5]! >>> (sum & 31)) & 1) === 1;
}

function largest(reachable: Uint32Array, limit: number): number {
  let sum = limit;
  while (!isReachable(reachable, sum)) sum--;
  return sum;
}
