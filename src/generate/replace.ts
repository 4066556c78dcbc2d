/**
 * Chooses tracks for a list that has some already. In come what is kept, candidates, a length and rules; out goes a set
 * that brings the whole list as near to the length as was found, never over it by more than is allowed, and, where the
 * length can be met so, of exactly the wanted number of tracks.
 */
import { seededRandom, type Random } from '../base/random.ts';
import { meetsQuotas, type Choice, type Material, type Target } from './choose.ts';
import { drawn, MOST_DRAWS } from './draw.ts';
import { fill, MOST_WORDS } from './fill.ts';
import { bandsHolding, groupTest, openLedger, type Ledger } from './ledger.ts';
import { limitsOf, type Limits } from './limits.ts';
import { framesOf } from './pool.ts';

/** `required` may be left out where it doesn't fit; `kept` is in the list whatever it breaks. */
export interface Stock extends Material {
  readonly kept: readonly number[];
}

/** The length and the rules are those of the whole list. */
export interface Vacancy extends Target {
  /** How many tracks are to be chosen, if the length can be met so. */
  readonly tracks: number;
}

const ATTEMPTS = 8;
/** Candidates among which the exact length is looked for. */
const WINDOW = 48;
/** So many tracks are left to the exact search. */
const LAST = 5;

/** Chooses the new tracks; `frames` of the choice are those of the whole list. Deterministic by `seed`. */
export function replace(stock: Stock, vacancy: Vacancy, seed: number): Choice {
  const { kept, candidates } = stock;
  const limits = limitsOf(vacancy.rules, kept.length + vacancy.tracks, vacancy.frames);
  const options: Choice[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const picks = attemptOnce(stock, vacancy, limits, seededRandom(seed + attempt));
    const list = [...kept, ...picks];
    const frames = framesOf(candidates.pool, list);
    options.push({ picks, frames, meetsQuotas: meetsQuotas(candidates.pool, limits, list) });
    if (options.at(-1)!.meetsQuotas && frames === vacancy.frames && picks.length === vacancy.tracks) break;
  }
  return options.reduce((best, choice) => (isBetter(choice, best, vacancy) ? choice : best));
}

/** Quotas go before the length, the length as far as it has to be met before the number of tracks, this before the rest. */
function isBetter(choice: Choice, best: Choice, { frames, underFrames, tracks }: Vacancy): boolean {
  const ranks = (one: Choice): number[] => [
    one.meetsQuotas ? 0 : 1,
    Math.max(0, frames - underFrames - one.frames),
    Math.abs(one.picks.length - tracks),
    Math.abs(frames - one.frames),
  ];
  const [own, least] = [ranks(choice), ranks(best)];
  const differs = own.findIndex((rank, i) => rank !== least[i]);
  return differs !== -1 && own[differs]! < least[differs]!;
}

interface Attempt extends Vacancy {
  readonly stock: Stock;
  readonly ledger: Ledger;
  readonly random: Random;
}

function attemptOnce(stock: Stock, vacancy: Vacancy, limits: Limits, random: Random): number[] {
  const { kept, candidates, required, history } = stock;
  const { pool, indexes, members } = candidates;
  const { frames } = pool.table;
  const bands = bandsHolding(pool.table, limits.spreads, kept, () => drawn(indexes, random), random);
  const ledger = openLedger(pool, limits, bands, history, vacancy);
  for (const index of kept) ledger.enter(index);

  const attempt: Attempt = { ...vacancy, stock, ledger, random };
  const taken: number[] = [];
  let room = vacancy.frames - framesOf(pool, kept);
  const take = (index: number): void => {
    taken.push(index);
    room -= frames[index]!;
  };
  for (const index of required) if (frames[index]! <= room && ledger.admit(index)) take(index);
  for (const { of, bound, percent } of limits.quotas) {
    if (bound === 'most') continue;
    const has = framesOf(pool, [...kept, ...taken].filter(groupTest(pool, of)));
    const part = Math.min(room, Math.ceil((vacancy.frames * percent) / 100) - has);
    if (part <= 0) continue;
    const tracks = Math.ceil(part / Math.max(1, room / Math.max(1, vacancy.tracks - taken.length)));
    for (const index of takePart(attempt, members(of), part, tracks, 0)) take(index);
  }
  for (const index of takePart(attempt, indexes, room, vacancy.tracks - taken.length, vacancy.overFrames)) take(index);
  return taken;
}

/** Takes as chance brings them, and lets the last ones meet length and number. */
function takePart(attempt: Attempt, indexes: Uint32Array, length: number, tracks: number, over: number): number[] {
  if (length + over <= 0) return [];
  const { ledger, random, stock, underFrames } = attempt;
  const { frames } = stock.candidates.pool.table;
  const taken: number[] = [];
  const window: number[] = [];
  let room = length;
  let draws = 0;
  for (const index of drawn(indexes, random)) {
    if (++draws > MOST_DRAWS || window.length === WINDOW) break;
    const own = frames[index]!;
    if (own > room + over || !ledger.admit(index)) continue;
    if (window.length === 0 && tracks - taken.length > LAST) {
      taken.push(index);
      room -= own;
    } else {
      window.push(index);
    }
  }
  const lengths = window.map((index) => frames[index]!);
  const exact = fillWith(lengths, tracks - taken.length, room, over, underFrames);
  const picks = new Set(
    (exact ?? fill(lengths, { length: room, over, under: underFrames }, lengths.length)).map((i) => window[i]!),
  );
  for (const index of window) if (!picks.has(index)) ledger.release(index);
  return [...taken, ...picks];
}

/**
 * Indexes of exactly `tracks` lengths whose sum is as near to `room` as any; null where that is farther below it than
 * `tolerance`. Each length is made longer by more than fewer of them can add up to, so that a sum tells their number.
 */
function fillWith(
  lengths: readonly number[],
  tracks: number,
  room: number,
  over: number,
  tolerance: number,
): number[] | null {
  if (tracks < 1 || tracks > lengths.length) return null;
  const sorted = [...lengths].sort((a, b) => a - b);
  if (totalOf(sorted.slice(0, tracks)) > room + over || totalOf(sorted.slice(-tracks)) < room - tolerance) return null;
  const more = Math.max(totalOf(sorted.slice(1 - tracks)), room + over) + 1;
  if (((tracks * more + room) >>> 5) * lengths.length > MOST_WORDS) return null;
  const picks = fill(
    lengths.map((length) => length + more),
    { length: tracks * more + room, over },
    lengths.length,
  );
  const sum = totalOf(picks.map((i) => lengths[i]!));
  return picks.length === tracks && sum <= room + over && sum >= room - tolerance ? picks : null;
}

function totalOf(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0);
}
