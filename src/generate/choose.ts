/**
 * Chooses which tracks a list has. In come candidates, a wanted length and rules, out goes a set that keeps every limit
 * that the rules set, has no recording twice, is never over the length by more than is allowed, and as near to it as was
 * found.
 */
import { seededRandom, type Random } from '../base/random.ts';
import { drawn, MOST_DRAWS } from './draw.ts';
import { fill, fillGroups, MOST_WORDS, wordsToFill, type Aim } from './fill.ts';
import { isRested, restricts, type History } from './history.ts';
import { bandsAround, fullestBands, groupTest, openLedger, type Ledger } from './ledger.ts';
import { limitsOf, type Limits } from './limits.ts';
import { framesOf, playedFramesOf, type Pool } from './pool.ts';
import type { CapRule, ListRule } from '../model/list-rule.ts';
import type { Candidates } from './select.ts';

/** What a list is chosen from. */
export interface Material {
  readonly candidates: Candidates;
  readonly history: History;
  /** Taken before all others, as far as length and rules allow. */
  readonly required: readonly number[];
}

/** What the list is to be like. */
export interface Target {
  readonly frames: number;
  /** How far over it a list may be that meets it better so. */
  readonly overFrames: number;
  /** How far below it a list is near enough. */
  readonly underFrames: number;
  readonly mostTracks: number | null;
  /** How many tracks the list will have; by default as many as mean ones fit. */
  readonly tracks?: number;
  readonly rules: readonly ListRule[];
}

export interface Choice {
  /** In the order in which they were drawn. */
  readonly picks: readonly number[];
  readonly frames: number;
  /** Whether it has what the quotas ask for. */
  readonly meetsQuotas: boolean;
}

/** Up to so many candidates are tried in all combinations that the caps allow. */
const FEW = 128;
/** Candidates among which the exact length is looked for, in each attempt. With 40 it is all but always found. */
const WINDOWS = [40, 40, 64, 64, 128, 128, 128, 128];
/** So many mean tracks of the length are left to the exact search. */
const ROOM_IN_TRACKS = 5;
/** Pairs of tracks after which no more are looked at for a longer one in the place of a shorter one. */
const MOST_SWAPS = 100_000;

/** Chooses from the material. Deterministic by `seed`. */
export function choose(material: Material, target: Target, seed: number): Choice {
  const { pool, meanFrames, pace } = material.candidates;
  const tracks = target.tracks ?? Math.ceil(target.frames / Math.max(1, meanFrames));
  let playedFrames = target.frames * pace;
  let limits = limitsOf(target.rules, tracks, playedFrames);

  let best: Choice = { picks: [], frames: -1, meetsQuotas: false };
  let usable = material;
  for (const [attempt, window] of WINDOWS.entries()) {
    // Of much that is used up already, chance would find little.
    if (attempt === 1) usable = withoutTired(material, limits);
    const draft = openDraft(usable, target, limits, playedFrames, attempt, window, seededRandom(seed + attempt));
    const { picks, isBest } = draft === null ? NOTHING : takeAll(draft);
    const choice = { picks, frames: framesOf(pool, picks), meetsQuotas: meetsQuotas(pool, limits, picks) };
    if (isBetter(choice, best, target)) best = choice;
    if (pool.played && choice.frames > 0) {
      playedFrames = target.frames * (playedFramesOf(pool, picks) / choice.frames);
      limits = limitsOf(target.rules, tracks, playedFrames);
    }
    if ((best.frames === target.frames && best.meetsQuotas) || isBest) break;
  }
  return best;
}

function withoutTired(material: Material, { freshDays }: Limits): Material {
  const { candidates, history } = material;
  if (!restricts(history)) return material;
  const { pool } = candidates;
  return { ...material, candidates: candidates.where((index) => isRested(history, pool.recording(index), freshDays)) };
}

/** One attempt. */
interface Draft {
  readonly material: Material;
  readonly target: Target;
  readonly limits: Limits;
  /** How long the list will play. */
  readonly playedFrames: number;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly window: number;
  /** What is grouped by where few candidates are tried in all combinations, or null where they are not. */
  readonly few: CapRule['by'] | 'recording' | null;
}

/** What an attempt found. */
interface Found {
  readonly picks: readonly number[];
  /** Another attempt could find nothing better. */
  readonly isBest: boolean;
}

const NOTHING: Found = { picks: [], isBest: false };

function openDraft(
  material: Material,
  target: Target,
  limits: Limits,
  playedFrames: number,
  attempt: number,
  window: number,
  random: Random,
): Draft | null {
  const { candidates, history } = material;
  const { pool, indexes } = candidates;
  const { spreads } = limits;
  const bands =
    attempt < WINDOWS.length / 2
      ? bandsAround(pool.table, spreads, requiredFirst(material, random), random)
      : fullestBands(pool.table, spreads, indexes);
  if (bands === null) return null;
  const isBounded = target.mostTracks !== null && indexes.length > target.mostTracks;
  const few = indexes.length > FEW || isBounded ? null : exactBy(pool, indexes, limits);
  const ledger = openLedger(pool, limits, bands, history, { ...target, frames: playedFrames });
  return { material, target, limits, playedFrames, ledger, random, window, few };
}

function* requiredFirst({ candidates, required }: Material, random: Random): Generator<number, void> {
  yield* required;
  yield* drawn(candidates.indexes, random);
}

function takeAll(draft: Draft): Found {
  const { material, target, limits, playedFrames, ledger } = draft;
  const { pool, indexes, members } = material.candidates;
  const { frames } = pool.table;
  const taken: number[] = [];
  let room = target.frames;
  const take = (index: number): void => {
    taken.push(index);
    room -= frames[index]!;
  };
  for (const index of material.required) if (frames[index]! <= room && ledger.admit(index)) take(index);
  for (const { of, bound, percent } of limits.quotas) {
    if (bound === 'most') continue;
    const isCounted = groupTest(pool, of);
    const has = playedFramesOf(pool, taken.filter(isCounted));
    const part = Math.ceil((playedFrames * percent) / 100) - has;
    if (part <= 0 || room <= 0) continue;
    const length = Math.min(room, lengthOf(pool, members(of), part));
    for (const index of takePart(draft, members(of), { length })) take(index);
  }
  const aim: Aim = { length: room, over: target.overFrames, under: target.underFrames };
  const few = draft.few === null ? null : takeFew(draft, draft.few, aim);
  const rest = few ?? takePart(draft, indexes, aim);
  return { picks: [...taken, ...rest], isBest: few !== null && limits.spreads.length === 0 };
}

/** What tracks that play so many frames take of the length. What no track's share meets exactly is rounded up. */
function lengthOf(pool: Pool, members: Uint32Array, playedFrames: number): number {
  if (!pool.played) return playedFrames;
  return Math.ceil((1.01 * playedFrames * framesOf(pool, members)) / Math.max(1, playedFramesOf(pool, members)));
}

/** Takes as chance brings them, and lets the last ones meet the length. */
function takePart(draft: Draft, indexes: Uint32Array, aim: Aim): number[] {
  const { length, over = 0 } = aim;
  const { ledger, random, window: size, material } = draft;
  const { frames } = material.candidates.pool.table;
  // Of few candidates all are tried; more of a length than all of them have need not be looked at.
  const all = indexes.length > FEW ? Infinity : indexes.reduce((sum, index) => sum + frames[index]!, 0);
  const limit = Math.min(length, all);
  const isFew = indexes.length <= FEW && (FEW * limit) / 32 <= MOST_WORDS;
  const draw = drawn(indexes, random);
  const taken: number[] = [];
  let room = limit;
  let draws = 0;
  let drawnFrames = 0;
  const admitted = (): number | null => {
    while (draws++ < MOST_DRAWS) {
      const index = draw.next().value;
      if (index === undefined) return null;
      drawnFrames += frames[index]!;
      if (frames[index]! <= room + over && ledger.admit(index)) return index;
    }
    return null;
  };
  const spare = isFew ? Infinity : ROOM_IN_TRACKS;
  let first = admitted();
  while (first !== null && room - frames[first]! >= (drawnFrames / draws) * spare) {
    taken.push(first);
    room -= frames[first]!;
    first = admitted();
  }
  const window: number[] = [];
  const lengths = function* (): Generator<number> {
    for (let index = first; index !== null; index = admitted()) {
      window.push(index);
      yield frames[index]!;
    }
  };
  const picks = new Set(fill(lengths(), { ...aim, length: room }, isFew ? FEW : size).map((i) => window[i]!));
  for (const index of window) if (!picks.has(index)) ledger.release(index);
  if (first !== null && window.length === 0) ledger.release(first);
  return lengthened(draft, indexes, [...taken, ...picks], length);
}

/** Puts longer tracks in the place of shorter ones: where caps are full, no other track would make the list longer. */
function lengthened(draft: Draft, indexes: Uint32Array, start: readonly number[], length: number): number[] {
  const { ledger, random, material } = draft;
  const { pool } = material.candidates;
  const { frames } = pool.table;
  const taken = [...start];
  let room = length - framesOf(pool, taken);
  let tries = 0;
  for (const index of drawn(indexes, random)) {
    if (room <= 0 || tries > MOST_SWAPS) break;
    tries += taken.length;
    for (let at = 0; at < taken.length; at++) {
      const shorter = taken[at]!;
      const gain = frames[index]! - frames[shorter]!;
      if (gain <= 0 || gain > room) continue;
      ledger.release(shorter);
      if (ledger.admit(index)) {
        taken[at] = index;
        room -= gain;
        break;
      }
      ledger.admit(shorter);
    }
  }
  return taken;
}

/**
 * Tries the few candidates that there are in all combinations that keep the cap, one version of each recording. Null
 * where that would take too much memory.
 */
function takeFew(draft: Draft, by: CapRule['by'] | 'recording', aim: Aim): number[] | null {
  const { ledger, random, material, limits } = draft;
  const { pool, indexes } = material.candidates;
  const most = by === 'recording' ? Infinity : limits.mostOf[by];
  const groups = new Map<string, Map<number, number[]>>();
  for (const index of drawn(indexes, random)) {
    if (!ledger.admit(index)) continue;
    ledger.release(index);
    const name = by === 'recording' ? undefined : namesOf(pool, by, index)[0];
    const recording = pool.recording(index);
    const key = name ?? `\n${recording}`;
    const items = groups.get(key) ?? new Map<number, number[]>();
    groups.set(key, items.set(recording, [...(items.get(recording) ?? []), index]));
  }
  const left = [...groups].flatMap(([name, items]) => {
    const free = by === 'recording' ? Infinity : most - ledger.taken(by, name);
    // Where the cap can't be exceeded, each recording may as well stand alone: that costs less.
    const all = [...items.values()];
    return free >= all.length ? all.map((item) => ({ most: 1, items: [item] })) : [{ most: free, items: all }];
  });
  const { frames } = pool.table;
  const byLength = left.map(({ most, items }) => ({
    most,
    items: items.map((item) => item.map((index) => frames[index]!)),
  }));
  if (wordsToFill(byLength, aim) > MOST_WORDS) return null;
  return fillGroups(byLength, aim).map(({ group, item, choice }) => left[group]!.items[item]![choice]!);
}

/** What few candidates can be grouped by so that all combinations can be tried: nothing may stand in two groups. */
function exactBy(pool: Pool, indexes: Uint32Array, limits: Limits): Draft['few'] {
  if (limits.quotas.length > 0 || (isCapped(limits, 'artist') && isCapped(limits, 'album'))) return null;
  const by = isCapped(limits, 'artist') ? 'artist' : 'album';
  if (!isCapped(limits, by)) return 'recording';
  const seen = new Map<string, string>();
  for (const index of indexes) {
    const names = namesOf(pool, by, index);
    const key = names.join('\n');
    for (const name of [...names, `\n${pool.recording(index)}`]) {
      if ((seen.get(name) ?? key) !== key) return null;
      seen.set(name, key);
    }
  }
  return by;
}

function isCapped({ mostOf }: Limits, by: CapRule['by']): boolean {
  return mostOf[by] < Infinity;
}

function namesOf(pool: Pool, by: CapRule['by'], index: number): readonly string[] {
  return by === 'artist' ? pool.artists(index) : [pool.album(index)].filter((name) => name !== null);
}

/** Whether tracks have what the quotas ask for. */
export function meetsQuotas(pool: Pool, { quotas }: Limits, picks: readonly number[]): boolean {
  const total = playedFramesOf(pool, picks);
  return quotas.every(({ of, bound, percent }) => {
    const part = playedFramesOf(pool, picks.filter(groupTest(pool, of)));
    const found = total === 0 ? 0 : Math.round((100 * part) / total);
    return bound === 'least' ? found >= percent : found <= percent;
  });
}

/** Quotas go before length, near enough before farther below, and a list below the length before one as far above. */
function isBetter(choice: Choice, best: Choice, { frames, underFrames }: Target): boolean {
  if (choice.meetsQuotas !== best.meetsQuotas) return choice.meetsQuotas;
  const isNear = (one: Choice): boolean => one.frames >= frames - underFrames;
  if (isNear(choice) !== isNear(best)) return isNear(choice);
  const [off, least] = [Math.abs(frames - choice.frames), Math.abs(frames - best.frames)];
  return off < least || (off === least && choice.frames < best.frames);
}
