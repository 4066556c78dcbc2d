import type { Random } from '../../base/random.ts';
import type { Move } from './move.ts';

/** What a sequence is measured by; tracks are named by their indexes among the chosen ones. Neither is ever negative. */
export interface Measures {
  /** How many tracks `broken` looks back from a position; with the length of the list or more, at all of them. */
  readonly reach: number;
  /** What any sequence breaks in all, as far as that is known: a search ends there. 0 where absent. */
  readonly unavoidable?: number;
  /** How badly the track at `position` breaks rules against those before it; 0: not at all. */
  broken(sequence: readonly number[], position: number): number;
  /** What it costs to have this track at `position`, after the one before it: it looks at these two only. */
  cost(sequence: readonly number[], position: number): number;
}

/** Differences of measures below this are rounding. */
export const EPSILON = 1e-9;

/** What a look at a position takes beside the tracks before it that are looked back to. */
export const LOOK = 4;
/** Rules rarely look back farther than this, however far they might. */
const USUAL_REACH = 20;

/** A sequence on the way, with what is known of it. */
export interface Search {
  readonly measures: Measures;
  readonly random: Random;
  readonly reach: number;
  readonly sequence: number[];
  /** What the measures say of each position. */
  readonly broken: Float64Array;
  readonly cost: Float64Array;
  /** What may still be done, in units of a track looked back to (about 2 ns). It makes searches end. */
  work: number;
}

/** The state of a search at its start, measured. */
export function beginSearch(start: readonly number[], measures: Measures, random: Random): Search {
  const n = start.length;
  const search: Search = {
    measures,
    random,
    reach: Math.min(Math.ceil(measures.reach), n),
    sequence: [...start],
    broken: new Float64Array(n),
    cost: new Float64Array(n),
    work: 0,
  };
  measureAll(search);
  return search;
}

/** How badly the sequence breaks the rules in all. */
export function totalBroken({ broken }: Search): number {
  return sumOf(broken);
}

/** What it costs in all. */
export function totalCost({ cost }: Search): number {
  return sumOf(cost);
}

function sumOf(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

export function measureAll(search: Search): void {
  for (let at = 0; at < search.sequence.length; at++) measureAt(search, at);
}

/** Measures anew what a move has changed. */
export function measureMoved(search: Search, move: Move): void {
  const { pause, resume, stop } = spans(search, move, Math.max(1, search.reach));
  for (let at = move.from; at <= pause; at++) measureAt(search, at);
  for (let at = resume; at <= stop; at++) measureAt(search, at);
}

function measureAt({ measures, sequence, broken, cost }: Search, at: number): void {
  broken[at] = measures.broken(sequence, at);
  cost[at] = measures.cost(sequence, at);
}

/** What the positions that a move changes break, as last measured. */
export function knownBroken(search: Search, move: Move): number {
  return sumKnown(search.broken, move, spans(search, move, search.reach));
}

/** What the positions that a move changes cost, as last measured. */
export function knownCost(search: Search, move: Move): number {
  return sumKnown(search.cost, move, spans(search, move, 1));
}

/** The same measured on the sequence as it is; given up as soon as it is above `limit`. */
export function newBroken(search: Search, move: Move, limit: number): number {
  const { measures, sequence, reach } = search;
  const { pause, resume, stop } = spans(search, move, reach);
  let total = 0;
  for (let at = move.from; at <= stop && total <= limit + EPSILON; at = at === pause ? resume : at + 1) {
    total += measures.broken(sequence, at);
    search.work -= LOOK + Math.min(reach, at, USUAL_REACH);
  }
  return total;
}

/** The same measured on the sequence as it is; given up as soon as it is above `limit`. */
export function newCost(search: Search, move: Move, limit: number): number {
  const { measures, sequence } = search;
  const { pause, resume, stop } = spans(search, move, 1);
  let total = 0;
  for (let at = move.from; at <= stop && total <= limit + EPSILON; at = at === pause ? resume : at + 1) {
    total += measures.cost(sequence, at);
    search.work -= LOOK;
  }
  return total;
}

/** Two runs of positions: from the move's `from` to `pause`, and from `resume` to `stop`; the second may be empty. */
interface Spans {
  readonly pause: number;
  readonly resume: number;
  readonly stop: number;
}

/** The positions whose measures a move changes: those that hold other tracks, and those that look back to them. */
function spans({ sequence }: Search, { kind, from, to }: Move, ahead: number): Spans {
  const last = sequence.length - 1;
  const pause = Math.min(last, (kind === 'swap' ? from : to) + ahead);
  return { pause, resume: Math.max(to, pause + 1), stop: Math.min(last, to + ahead) };
}

function sumKnown(values: Float64Array, { from }: Move, { pause, resume, stop }: Spans): number {
  let total = 0;
  for (let at = from; at <= pause; at++) total += values[at]!;
  for (let at = resume; at <= stop; at++) total += values[at]!;
  return total;
}
