/**
 * Exact subset sums with a bit for each sum that can be reached. They cost `lengths * (length + over) / 32` steps and as
 * many words, so they are meant for up to some hundred lengths.
 */
import { FRAMES_PER_SECOND } from '../base/frames.ts';

/** What all combinations may take of memory, in words: 64 MB. */
export const MOST_WORDS = 1 << 24;

/** Lengths of which not all may be taken. */
export interface FillGroup {
  /** So many of its items at the most. */
  readonly most: number;
  /** Of each item one of these lengths. */
  readonly items: readonly (readonly number[])[];
}

/** The sum that is looked for. */
export interface Aim {
  readonly length: number;
  /** By how much a sum may be above it. */
  readonly over?: number;
  /** By how much one below it is near enough: one farther below is taken only where none above is allowed. */
  readonly under?: number;
}

/** One length that was taken: `groups[group].items[item][choice]`. */
export interface Taken {
  readonly group: number;
  readonly item: number;
  readonly choice: number;
}

/**
 * Chooses from `lengths` (whole frames, most wanted first) a subset whose sum is as near to the aim as any can be. Takes
 * no more lengths than it needs to meet it, and `most` at the most. Returns ascending indexes. Of equally good subsets the
 * one of more wanted lengths is preferred, and one below the aim to one as far above. Nothing is nearest to an aim of 0 or
 * less.
 */
export function fill(lengths: Iterable<number>, aim: Aim, most: number): number[] {
  if (aim.length <= 0) return [];
  const sums = beginSums(aim, most);
  const taken = sums.lengths;
  let isMet = false;
  for (const length of lengths) {
    if (taken.length === most || isMet) break;
    isMet = reaches(sums, taken.length, aim.length - length);
    taken.push(length);
    if (!isMet && taken.length > ROWLESS) makeRow(sums);
  }
  if (!isMet) while (sums.made < taken.length) makeRow(sums);
  let rest = isMet ? aim.length : bestSum(sums.rows, taken.length * sums.words, sums.words, aim);
  const picks: number[] = [];
  for (let i = taken.length; i > 0; i--) {
    if (reaches(sums, i - 1, rest)) continue;
    picks.push(i - 1);
    rest -= taken[i - 1]!;
  }
  return picks.reverse();
}

/** Which sums can be reached with the first lengths, a row for each number of them. */
interface Sums {
  readonly rows: Uint32Array;
  /** In a row. */
  readonly words: number;
  readonly lengths: number[];
  /** So many rows are made beside that of no lengths. */
  made: number;
  /** No sum in the last of them is greater. */
  greatest: number;
}

/**
 * The last lengths have no rows: the aim is mostly met before they need any, and to try all sums of so few takes less
 * time than to make a row.
 */
const ROWLESS = 6;

function beginSums(aim: Aim, most: number): Sums {
  const words = wordsFor(aim);
  const rows = roomFor(words * (most + 1));
  rows.fill(0, 0, words);
  rows[0] = 1;
  return { rows, words, lengths: [], made: 0, greatest: 0 };
}

/** Whether the first `count` lengths reach a sum. */
function reaches(sums: Sums, count: number, sum: number): boolean {
  if (sum < 0) return false;
  if (count <= sums.made) return hasSum(sums.rows, count * sums.words, sum);
  return reaches(sums, count - 1, sum) || reaches(sums, count - 1, sum - sums.lengths[count - 1]!);
}

function makeRow(sums: Sums): void {
  const { rows, words, lengths, made } = sums;
  sums.greatest = Math.min(sums.greatest + lengths[made]!, words * 32 - 1);
  addRow(rows, made * words, words, (sums.greatest >>> 5) + 1, lengths[made]!);
  sums.made++;
}

/**
 * The same where lengths belong to groups of which only so many may be taken, and to items of which only one: the sum is
 * as near to the aim as any that keeps this.
 */
export function fillGroups(groups: readonly FillGroup[], aim: Aim): Taken[] {
  if (aim.length <= 0) return [];
  const near = within(groups, aim);
  const words = wordsFor(near);
  const before: Uint32Array[] = [];
  let reachable = new Uint32Array(words);
  reachable[0] = 1;
  for (const group of groups) {
    before.push(reachable);
    reachable = unite(layersOf(group, reachable, words).at(-1)!, words);
  }
  let rest = bestSum(reachable, 0, words, near);
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
export function wordsToFill(groups: readonly FillGroup[], aim: Aim): number {
  const rows = groups.map(({ most, items }) => (items.length + 1) * (Math.min(most, items.length) + 1));
  const largest = rows.reduce((most, count) => Math.max(most, count), 0);
  return wordsFor(within(groups, aim)) * (groups.length + largest);
}

/** The aim without sums that the groups can't reach. */
function within(groups: readonly FillGroup[], { length, over = 0, ...aim }: Aim): Aim {
  let most = 0;
  for (const group of groups) {
    const longest = group.items.map((lengths) => Math.max(...lengths)).sort((a, b) => b - a);
    for (const own of longest.slice(0, group.most)) most += own;
  }
  return { ...aim, length: Math.min(length, most), over: Math.min(over, Math.max(0, most - length)) };
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

/** So much above the aim is looked at, or as much again as it is: nobody means more. Half an hour. */
const FARTHEST_OVER = 30 * 60 * FRAMES_PER_SECOND;

function wordsFor({ length, over = 0 }: Aim): number {
  return ((length + Math.min(over, Math.max(length, FARTHEST_OVER))) >>> 5) + 1;
}

/**
 * Writes behind the row of sums at `from` the next one: the same sums, and each greater by `length`. Its words from `used`
 * on are 0.
 */
function addRow(rows: Uint32Array, from: number, words: number, used: number, length: number): void {
  const to = from + words;
  const skip = Math.min(used, length >>> 5);
  const bits = length & 31;
  rows.copyWithin(to, from, from + skip);
  rows.fill(0, to + used, to + words);
  // Shifted by 32 a word stays as it is, so whole words have a way of their own.
  if (bits === 0) {
    for (let i = skip; i < used; i++) rows[to + i] = rows[from + i]! | rows[from + i - skip]!;
    return;
  }
  let carried = 0;
  for (let i = skip; i < used; i++) {
    const word = rows[from + i - skip]!;
    rows[to + i] = rows[from + i]! | (word << bits) | carried;
    carried = word >>> (32 - bits);
  }
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

/** The best of the sums for the aim; 0 can always be reached. */
function bestSum(sums: Uint32Array, from: number, words: number, { length, over = 0, under = Infinity }: Aim): number {
  let below = length;
  while (!hasSum(sums, from, below)) below--;
  const isNear = length - below <= under;
  const last = Math.min(length + over, words * 32 - 1, isNear ? 2 * length - below - 1 : Infinity);
  for (let above = length + 1; above <= last; above++) if (hasSum(sums, from, above)) return above;
  return below;
}
