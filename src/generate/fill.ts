/**
 * Exact subset sums with a bit for each sum that can be reached. They cost `lengths * (limit + over) / 32` steps and as
 * many words, so they are meant for up to some hundred lengths.
 */

/** Lengths of which not all may be taken. */
export interface FillGroup {
  /** So many of its items at the most. */
  readonly most: number;
  /** Of each item one of these lengths. */
  readonly items: readonly (readonly number[])[];
}

/** One length that was taken: `groups[group].items[item][choice]`. */
export interface Taken {
  readonly group: number;
  readonly item: number;
  readonly choice: number;
}

/**
 * Chooses from `lengths` (whole frames, most wanted first) a subset whose sum is as near to `limit` as any can be and
 * over it by no more than `over`. Takes no more lengths than it needs to meet the limit, and `most` at the most. Returns
 * ascending indexes. Of equally good subsets the one of more wanted lengths is preferred, and one below the limit to one
 * above.
 */
export function fill(lengths: Iterable<number>, most: number, limit: number, over = 0): number[] {
  const words = wordsFor(limit, over);
  const rows = roomFor(words * (most + 1));
  rows.fill(0, 0, words);
  rows[0] = 1;
  const taken: number[] = [];
  if (limit > 0) {
    for (const length of lengths) {
      const row = taken.length * words;
      rows.copyWithin(row + words, row, row + words);
      addShifted(rows, row + words, rows, row, words, length);
      taken.push(length);
      if (taken.length === most || hasSum(rows, row + words, limit)) break;
    }
  }
  let rest = nearestSum(rows, taken.length * words, limit, over);
  const picks: number[] = [];
  for (let i = taken.length; i > 0; i--) {
    if (hasSum(rows, (i - 1) * words, rest)) continue;
    picks.push(i - 1);
    rest -= taken[i - 1]!;
  }
  return picks.reverse();
}

/**
 * The same where lengths belong to groups of which only so many may be taken, and to items of which only one: the sum is
 * as near to `wanted` as any that keeps this.
 */
export function fillGroups(groups: readonly FillGroup[], wanted: number, over = 0): Taken[] {
  const limit = Math.min(wanted, mostSum(groups));
  const words = wordsFor(limit, over);
  const before: Uint32Array[] = [];
  let reachable = new Uint32Array(words);
  reachable[0] = 1;
  for (const group of groups) {
    before.push(reachable);
    reachable = unite(layersOf(group, reachable, words).at(-1)!, words);
  }
  let rest = nearestSum(reachable, 0, limit, over);
  const taken: Taken[] = [];
  for (let group = groups.length - 1; group >= 0; group--) {
    for (const pick of picksIn(groups[group]!, before[group]!, words, rest)) {
      taken.push({ group, ...pick });
      rest -= groups[group]!.items[pick.item]![pick.choice]!;
    }
  }
  return taken.reverse();
}

/** The words of memory that `fillGroups` needs at once, beside those that it keeps for each group. */
export function wordsToFill(groups: readonly FillGroup[], wanted: number, over = 0): number {
  const words = wordsFor(Math.min(wanted, mostSum(groups)), over);
  const rows = groups.map(({ most, items }) => (items.length + 1) * (Math.min(most, items.length) + 1));
  return words * (groups.length + rows.reduce((least, count) => Math.max(least, count), 0));
}

/** A sum that the groups can't exceed. */
function mostSum(groups: readonly FillGroup[]): number {
  let sum = 0;
  for (const { most, items } of groups) {
    const longest = items.map((lengths) => Math.max(...lengths)).sort((a, b) => b - a);
    for (const length of longest.slice(0, most)) sum += length;
  }
  return sum;
}

/** After each item of a group the sums that are reachable with 0, 1, 2 ... of its items, one after the other. */
function layersOf({ most, items }: FillGroup, start: Uint32Array, words: number): Uint32Array[] {
  const depth = Math.min(most, items.length);
  let layers = new Uint32Array(words * (depth + 1));
  layers.set(start);
  const all = [layers];
  for (const lengths of items) {
    const next = layers.slice();
    for (let taken = depth; taken > 0; taken--) {
      for (const length of lengths) addShifted(next, taken * words, layers, (taken - 1) * words, words, length);
    }
    layers = next;
    all.push(layers);
  }
  return all;
}

/** Which items of a group lead to a sum, last first. */
function picksIn(group: FillGroup, start: Uint32Array, words: number, sum: number): Omit<Taken, 'group'>[] {
  if (hasSum(start, 0, sum)) return [];
  const all = layersOf(group, start, words);
  let taken = 1;
  while (!hasSum(all.at(-1)!, taken * words, sum)) taken++;
  let rest = sum;
  const picks: Omit<Taken, 'group'>[] = [];
  for (let item = group.items.length - 1; taken > 0; item--) {
    if (hasSum(all[item]!, taken * words, rest)) continue;
    taken--;
    const choice = group.items[item]!.findIndex(
      (length) => length <= rest && hasSum(all[item]!, taken * words, rest - length),
    );
    picks.push({ item, choice });
    rest -= group.items[item]![choice]!;
  }
  return picks;
}

function unite(layers: Uint32Array, words: number): Uint32Array<ArrayBuffer> {
  const union = layers.slice(0, words);
  for (let i = words; i < layers.length; i++) union[i % words]! |= layers[i]!;
  return union;
}

/** Kept from one call to the next: making room anew takes longer than filling it. */
let room = new Uint32Array(0);

function roomFor(words: number): Uint32Array {
  if (room.length < words) room = new Uint32Array(words);
  return room;
}

/** No sum beyond twice the limit is of use: to take nothing is nearer. */
function wordsFor(limit: number, over: number): number {
  return ((limit + Math.min(over, limit)) >>> 5) + 1;
}

/** Adds to the sums at `to` those at `from`, each greater by `length`. */
function addShifted(
  target: Uint32Array,
  to: number,
  source: Uint32Array,
  from: number,
  words: number,
  length: number,
): void {
  const skip = length >>> 5;
  const bits = length & 31;
  if (bits === 0) {
    for (let i = skip; i < words; i++) target[to + i]! |= source[from + i - skip]!;
    return;
  }
  let carried = 0;
  for (let i = skip; i < words; i++) {
    const word = source[from + i - skip]!;
    target[to + i]! |= (word << bits) | carried;
    carried = word >>> (32 - bits);
  }
}

function hasSum(sums: Uint32Array, from: number, sum: number): boolean {
  return ((sums[from + (sum >>> 5)]! >>> (sum & 31)) & 1) === 1;
}

/** The sum nearest to `limit`, over it by `over` at the most; 0 can always be reached. */
function nearestSum(sums: Uint32Array, from: number, limit: number, over: number): number {
  let below = limit;
  while (!hasSum(sums, from, below)) below--;
  for (let above = limit + 1; above <= Math.min(limit + over, 2 * limit - below - 1); above++) {
    if (hasSum(sums, from, above)) return above;
  }
  return below;
}
