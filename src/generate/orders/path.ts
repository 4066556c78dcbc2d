import { randomBelow, type Random } from '../../base/random.ts';
import { exactPath } from './exact-path.ts';

/** How far two tracks, named by their indexes, are from each other: symmetric, finite and never negative. */
export type Distance = (a: number, b: number) => number;

/** Up to so many tracks the shortest path is worked out (1 ms); of more it is looked for. */
const EXACT_TRACKS = 12;
/** Nearest tracks that a track is tried beside. */
const NEAREST = 8;
/** Up to so many tracks all distances are kept in a table (3 MB). */
const TABLE_TRACKS = 600;
/** Fewest kicks, and longest block that a kick moves. */
const KICKS = 20;
const LONGEST_BLOCK = 10;
const EPSILON = 1e-9;

/** A path on the way: the tracks in their order, and the place of each. */
interface Path {
  readonly distance: Distance;
  readonly tracks: number[];
  readonly places: number[];
  /** For each track those nearest to it, nearest first. */
  readonly nearest: readonly (readonly number[])[];
}

/**
 * A short path over tracks 0 to `count - 1` that visits each once and begins and ends anywhere, the shortest of few; of
 * more nearest neighbours, then local search by turning blocks round and moving tracks (2-opt, or-opt), with kicks out of
 * its dead ends. Deterministic by `random`.
 */
export function shortPath(count: number, distance: Distance, random: Random): number[] {
  if (count === 0) return [];
  if (count <= EXACT_TRACKS) return fromEitherEnd(exactPath(count, distance), random);
  const tracks = greedyPath(count, distance, randomBelow(random, count));
  const places = tracks.map(() => 0);
  for (let place = 0; place < count; place++) places[tracks[place]!] = place;
  const path: Path = { distance, tracks, places, nearest: nearestLists(count, distance) };
  settle(path, [...tracks]);
  if (count > 2) for (let i = Math.max(KICKS, count >> 1); i > 0; i--) kick(path, random);
  return tracks;
}

/** A path is as good from its other end. */
function fromEitherEnd(path: number[], random: Random): number[] {
  return random() % 2 === 0 ? path : path.reverse();
}

/** The same distances, looked up: all are worked out at once, unless there are too many of them. */
export function distanceTable(count: number, distance: Distance): Distance {
  if (count > TABLE_TRACKS) return distance;
  const distances = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) distances[a * count + b] = distances[b * count + a] = distance(a, b);
  }
  return (a, b) => distances[a * count + b]!;
}

/** From `first` always on to the nearest track that is left. */
function greedyPath(count: number, distance: Distance, first: number): number[] {
  const left = Array.from({ length: count }, (_, track) => track);
  const path: number[] = [];
  for (let pick = first; left.length > 0;) {
    const track = left[pick]!;
    path.push(track);
    left[pick] = left.at(-1)!;
    left.pop();
    let least = Infinity;
    for (let i = 0; i < left.length; i++) {
      const far = distance(track, left[i]!);
      if (far >= least) continue;
      least = far;
      pick = i;
    }
  }
  return path;
}

function nearestLists(count: number, distance: Distance): number[][] {
  return Array.from({ length: count }, (_, track) => {
    const list: number[] = [];
    const far: number[] = [];
    for (let other = 0; other < count; other++) {
      if (other === track) continue;
      const d = distance(track, other);
      if (list.length === NEAREST && d >= far[NEAREST - 1]!) continue;
      let i = Math.min(list.length, NEAREST - 1);
      for (; i > 0 && far[i - 1]! > d; i--) {
        far[i] = far[i - 1]!;
        list[i] = list[i - 1]!;
      }
      far[i] = d;
      list[i] = other;
    }
    return list;
  });
}

/** Exchanges two neighbouring blocks, settles again, and takes it all back where the path has grown. */
function kick(path: Path, random: Random): void {
  const { tracks, places } = path;
  const before = [...tracks];
  const longest = Math.min(LONGEST_BLOCK, tracks.length >> 1);
  const first = 1 + randomBelow(random, longest);
  const second = 1 + randomBelow(random, longest);
  const from = randomBelow(random, tracks.length - first - second + 1);
  const grown = exchangeBlocks(path, from, first, second);
  const joints = [from, from + second, from + first + second];
  const touched = joints.flatMap((place) => tracks.slice(Math.max(0, place - 1), place + 1));
  if (grown + settle(path, touched) <= EPSILON) return;
  for (const [place, track] of before.entries()) {
    tracks[place] = track;
    places[track] = place;
  }
}

/** Exchanges the block of `first` tracks at `from` with the `second` tracks after it; returns how much the path grows. */
function exchangeBlocks(path: Path, from: number, first: number, second: number): number {
  const middle = from + first;
  const end = middle + second;
  const grows =
    step(path, from - 1, middle) +
    step(path, end - 1, from) +
    step(path, middle - 1, end) -
    step(path, from - 1, from) -
    step(path, middle - 1, middle) -
    step(path, end - 1, end);
  reverse(path, from, end - 1);
  reverse(path, from, from + second - 1);
  reverse(path, from + second, end - 1);
  return grows;
}

/** Improves around the given tracks until nothing helps; returns by how much the path has grown: 0 or less. */
function settle(path: Path, queue: number[]): number {
  const isQueued = new Uint8Array(path.tracks.length);
  for (const track of queue) isQueued[track] = 1;
  let grown = 0;
  for (let head = 0; head < queue.length; head++) {
    const track = queue[head]!;
    isQueued[track] = 0;
    const change = bestChange(path, track);
    if (change === null) continue;
    grown += change.grows;
    for (const place of make(path, change)) {
      const touched = path.tracks[place];
      if (touched === undefined || isQueued[touched] === 1) continue;
      isQueued[touched] = 1;
      queue.push(touched);
    }
  }
  return grown;
}

/** Turns the block round, or moves the track at `from` to `to`. */
interface Change {
  readonly kind: 'reverse' | 'move';
  readonly from: number;
  readonly to: number;
  /** Below 0: the path gets shorter. */
  readonly grows: number;
}

/** The change that brings `track` beside one of its nearest, or to an end, and shortens the path most. */
function bestChange(path: Path, track: number): Change | null {
  const { tracks, places, distance } = path;
  const at = places[track]!;
  let best: Change | null = null;
  const consider = (kind: Change['kind'], from: number, to: number): void => {
    const grows = kind === 'move' ? moveGrows(path, from, to) : reverseGrows(path, from, to);
    if (grows < (best?.grows ?? -EPSILON)) best = { kind, from, to, grows };
  };
  consider('reverse', 0, at);
  consider('reverse', at, tracks.length - 1);
  const longest = Math.max(step(path, at - 1, at), step(path, at, at + 1));
  for (const other of path.nearest[track]!) {
    if (distance(track, other) >= longest) break;
    const beside = places[other]!;
    consider('reverse', Math.min(at, beside) + 1, Math.max(at, beside));
    consider('reverse', Math.min(at, beside), Math.max(at, beside) - 1);
    consider('move', at, at < beside ? beside : beside + 1);
    consider('move', at, at < beside ? beside - 1 : beside);
  }
  return best;
}

/** Distance between the tracks at two places; 0 where one is off the path. */
function step({ tracks, distance }: Path, a: number, b: number): number {
  return a < 0 || b < 0 || a >= tracks.length || b >= tracks.length ? 0 : distance(tracks[a]!, tracks[b]!);
}

function reverseGrows(path: Path, from: number, to: number): number {
  if (from >= to) return 0;
  return step(path, from - 1, to) + step(path, from, to + 1) - step(path, from - 1, from) - step(path, to, to + 1);
}

function moveGrows(path: Path, from: number, to: number): number {
  if (from === to || to < 0 || to >= path.tracks.length) return 0;
  const before = to < from ? to - 1 : to;
  return (
    step(path, from - 1, from + 1) +
    step(path, before, from) +
    step(path, from, before + 1) -
    step(path, from - 1, from) -
    step(path, from, from + 1) -
    step(path, before, before + 1)
  );
}

/** Makes a change; returns the places where steps have changed. */
function make(path: Path, { kind, from, to }: Change): number[] {
  reverse(path, Math.min(from, to), Math.max(from, to));
  if (kind === 'reverse') return [from - 1, from, to, to + 1];
  if (from < to) reverse(path, from, to - 1);
  else reverse(path, to + 1, from);
  return [from - 1, from, from + 1, to - 1, to, to + 1];
}

function reverse({ tracks, places }: Path, from: number, to: number): void {
  for (let a = from, b = to; a <= b; a++, b--) {
    const kept = tracks[a]!;
    tracks[a] = tracks[b]!;
    tracks[b] = kept;
    places[tracks[a]!] = a;
    places[kept] = b;
  }
}
