/**
 * Chooses from `lengths` (whole frames, most wanted first) a subset whose sum is as near to `limit` as any can be, and
 * never over it. Returns ascending indexes. Of equally good subsets the one of more wanted lengths is preferred.
 *
 * An exact subset sum with a bit for each reachable sum: costs `lengths.length * limit / 32` steps and as many words, so
 * it is meant for up to some hundred lengths.
 */
export function fill(lengths: readonly number[], limit: number): number[] {
  let reachable = new Uint32Array((limit >>> 5) + 1);
  reachable[0] = 1;
  const rows = [reachable];
  for (const length of lengths) {
    reachable = withAdded(reachable, length);
    rows.push(reachable);
    if (isReachable(reachable, limit)) break;
  }
  const picks: number[] = [];
  let rest = largest(reachable, limit);
  for (let i = rows.length - 1; i > 0; i--) {
    if (isReachable(rows[i - 1]!, rest)) continue;
    picks.push(i - 1);
    rest -= lengths[i - 1]!;
  }
  return picks.reverse();
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
