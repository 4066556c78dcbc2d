/** Which tracks may still be taken: it lets them in one by one and counts what they use up. */
import { randomBelow, type Random } from '../base/random.ts';
import type { TrackTable } from '../model/track-table.ts';
import { isRested, restricts, type History } from './history.ts';
import type { Limits } from './limits.ts';
import type { Pool } from './pool.ts';
import { isInGroup } from './rules/quota.ts';
import type { CapRule, QuotaGroup, SpreadRule } from '../model/list-rule.ts';

export interface Ledger {
  /** Lets a track in if nothing stands against it, and counts it as taken from then on. */
  admit(index: number): boolean;
  /** Counts a track that is in the list already, whatever stands against it. */
  enter(index: number): void;
  /** Takes it back. */
  release(index: number): void;
  /** How many tracks of that name were let in. */
  taken(by: CapRule['by'], name: string): number;
}

/** Values that a spread allows, both ends included. */
export interface Band {
  readonly by: SpreadRule['by'];
  readonly low: number;
  readonly high: number;
}

/** A ledger in which nothing is taken yet, for a list that plays so many frames, of so many tracks at the most. */
export function openLedger(
  pool: Pool,
  limits: Limits,
  bands: readonly Band[],
  history: History,
  { frames, mostTracks }: { readonly frames: number; readonly mostTracks: number | null },
): Ledger {
  const most = mostTracks ?? Infinity;
  const { table, played = table.frames } = pool;
  // Recordings are looked at only where one artist comes twice: to know them all takes longer than the rest.
  const takenByLead = new Map<string, number[]>();
  let takenCount = 0;
  const hasToRest = restricts(history);
  const counts = { artist: new Map<string, number>(), album: new Map<string, number>() };
  const ceilings = limits.quotas
    .filter(({ bound }) => bound === 'most')
    .map(({ of, percent }) => ({ has: groupTest(pool, of), room: Math.floor((frames * (percent + 0.49)) / 100) }));

  const namesOf = (by: CapRule['by'], index: number): readonly string[] => {
    if (limits.mostOf[by] === Infinity) return NOBODY;
    if (by === 'artist') return pool.artists(index);
    const album = pool.album(index);
    return album === null ? NOBODY : [album];
  };
  const isFull = (by: CapRule['by'], index: number): boolean => {
    for (const name of namesOf(by, index)) if ((counts[by].get(name) ?? 0) >= limits.mostOf[by]) return true;
    return false;
  };
  const isTaken = (index: number): boolean => {
    const others = takenByLead.get(pool.lead(index));
    return others?.some((other) => pool.recording(other) === pool.recording(index)) === true;
  };
  const count = (index: number, change: 1 | -1): void => {
    const ofLead = takenByLead.get(pool.lead(index));
    if (ofLead === undefined) takenByLead.set(pool.lead(index), [index]);
    else if (change === 1) ofLead.push(index);
    else ofLead.splice(ofLead.indexOf(index), 1);
    takenCount += change;
    for (const by of TRAITS) {
      for (const name of namesOf(by, index)) counts[by].set(name, (counts[by].get(name) ?? 0) + change);
    }
    for (const ceiling of ceilings) if (ceiling.has(index)) ceiling.room -= change * played[index]!;
  };
  const suits = (index: number): boolean => {
    for (const { by, low, high } of bands) {
      const value = table[by][index]!;
      // Written so that an unknown tempo, NaN, is out too; so is an unknown year, 0.
      if (!(value >= low && value <= high)) return false;
    }
    return !hasToRest || isRested(history, pool.recording(index), limits.freshDays);
  };
  return {
    admit: (index) => {
      if (takenCount >= most || isTaken(index)) return false;
      if (isFull('artist', index) || isFull('album', index)) return false;
      if (ceilings.some(({ has, room }) => room < played[index]! && has(index)) || !suits(index)) return false;
      count(index, 1);
      return true;
    },
    enter: (index) => count(index, 1),
    release: (index) => count(index, -1),
    taken: (by, name) => counts[by].get(name) ?? 0,
  };
}

const NOBODY: readonly string[] = [];
const TRAITS = ['artist', 'album'] as const;

/** Whether tracks count for a quota. */
export function groupTest(pool: Pool, group: QuotaGroup): (index: number) => boolean {
  const has = isInGroup(group);
  const { year } = pool.table;
  // To know the artists of all tracks takes longer than the rest.
  const artists = group.by === 'artist' ? pool.artists : () => NOBODY;
  return (index) => has({ artists: artists(index), filedUnder: pool.filedUnder(index), year: year[index] || null });
}

/**
 * The bands that hold each spread around one track, the first of `indexes` that tells what they ask for, placed by
 * chance. Null where no track does.
 */
export function bandsAround(
  table: TrackTable,
  spreads: readonly SpreadRule[],
  indexes: Iterable<number>,
  random: Random,
): Band[] | null {
  if (spreads.length === 0) return [];
  for (const index of indexes) {
    if (!spreads.every(({ by }) => isKnown(table, by, index))) continue;
    return spreads.map(({ by, most }) =>
      bandFrom(by, table[by][index]! - (most * randomBelow(random, 101)) / 100, most),
    );
  }
  return null;
}

/**
 * The bands that hold each spread around tracks that are in the list already, placed by chance; around the first of
 * `others` where these don't tell what it asks for. Where they are farther apart than it allows, its band is no wider
 * than they make it.
 */
export function bandsHolding(
  table: TrackTable,
  spreads: readonly SpreadRule[],
  kept: readonly number[],
  others: () => Iterable<number>,
  random: Random,
): Band[] {
  return spreads.flatMap(({ by, most }) => {
    const known = kept.filter((index) => isKnown(table, by, index));
    if (known.length === 0) return bandsAround(table, [{ kind: 'spread', by, most }], others(), random) ?? [];
    const values = known.map((index) => table[by][index]!);
    const low = values.reduce((least, value) => Math.min(least, value));
    const width = values.reduce((greatest, value) => Math.max(greatest, value)) - low;
    if (width > most) return [bandFrom(by, low, width)];
    return [bandFrom(by, low - ((most - width) * randomBelow(random, 101)) / 100, most)];
  });
}

/** The bands that hold most music, found for one spread after the other. Null where no track tells what they ask for. */
export function fullestBands(table: TrackTable, spreads: readonly SpreadRule[], indexes: Uint32Array): Band[] | null {
  let left = [...indexes];
  const bands = spreads.map(({ by, most }) => {
    const known = left.filter((index) => isKnown(table, by, index)).sort((a, b) => table[by][a]! - table[by][b]!);
    let [from, frames, best, start] = [0, 0, -1, 0];
    for (const index of known) {
      frames += table.frames[index]!;
      while (table[by][index]! - table[by][known[from]!]! > most) frames -= table.frames[known[from++]!]!;
      if (frames > best) [best, start] = [frames, from];
    }
    const band = bandFrom(by, known.length === 0 ? 0 : table[by][known[start]!]!, most);
    left = known.filter((index) => table[by][index]! >= band.low && table[by][index]! <= band.high);
    return band;
  });
  return spreads.length > 0 && left.length === 0 ? null : bands;
}

/** The smallest part of a year, a beat or energy is far above this. */
const ROUNDING = 1e-9;

function bandFrom(by: SpreadRule['by'], low: number, most: number): Band {
  return { by, low: low - ROUNDING, high: low + most + ROUNDING };
}

function isKnown(table: TrackTable, by: SpreadRule['by'], index: number): boolean {
  const value = table[by][index]!;
  return by === 'year' ? value > 0 : !Number.isNaN(value);
}
