import { keyAt } from '../base/music-key.ts';
import type { Random } from '../base/random.ts';
import { arrange, type Measures } from './arrange.ts';
import type { Brief } from '../model/brief.ts';
import { findTrackOrder, type OrderFacts } from './orders/index.ts';
import type { Pool } from './pool.ts';
import { shortfallAt } from './rules/check.ts';
import type { GapRule, ListRule, WindowRule } from '../model/list-rule.ts';

/** Breaking one hard rule weighs more than breaking all soft ones. */
const HARD_WEIGHT = 1000;

/** The chosen tracks in the order of the brief, with as few rules broken as could be found. */
export function putInOrder(
  brief: Brief,
  pool: Pool,
  picks: readonly number[],
  random: Random,
): { readonly tracks: number[]; readonly guessed: number } {
  const order = findTrackOrder(brief.order)!;
  const facts = picks.map((index) => factsOf(pool, index));
  const measures: Measures = { ...breaking(brief, pool, picks), cost: order.cost(facts) };
  const sequence = arrange(order.start(facts, random), measures, random);
  return { tracks: sequence.map((at) => picks[at]!), guessed: order.guessed(facts) };
}

/** What orders look at in a track. */
export function factsOf({ table }: Pool, index: number): OrderFacts {
  const { bpm, key, energy, genre } = table;
  return {
    bpm: Number.isNaN(bpm[index]!) ? null : bpm[index]!,
    key: key[index] === -1 ? null : keyAt(key[index]!),
    energy: Number.isNaN(energy[index]!) ? null : energy[index]!,
    group: genre.values[genre.at[index]!]!.genres[0] ?? '',
  };
}

/** What the rules on sequences say of a place in the list. */
export function breaking(
  { rules, hardRules }: Brief,
  pool: Pool,
  picks: readonly number[],
): Pick<Measures, 'reach' | 'broken'> {
  const soft = rules.filter(isOnSequences);
  const hard = hardRules.filter(isOnSequences);
  const all = [...soft, ...hard];
  if (all.length === 0) return { reach: 0, broken: () => 0 };
  const list = picks.map((index) => pool.listTrack(index));
  const shortest = list.reduce((least, { frames }) => Math.min(least, frames), Infinity);
  const weigh = (sum: number, rule: ListRule, sequence: readonly number[], position: number): number => {
    const shortfall = shortfallAt(rule, (i) => list[sequence[i]!]!, position);
    if (shortfall === null) return sum;
    return sum + 1 + Math.abs(shortfall.wanted - shortfall.found) / Math.max(1, shortfall.wanted);
  };
  return {
    reach: Math.max(...all.map((rule) => reachOf(rule, shortest))),
    broken: (sequence, position) =>
      soft.reduce((sum, rule) => weigh(sum, rule, sequence, position), 0) +
      HARD_WEIGHT * hard.reduce((sum, rule) => weigh(sum, rule, sequence, position), 0),
  };
}

/** Whether it depends on the order of tracks if the rule is kept. */
function isOnSequences(rule: ListRule): rule is GapRule | WindowRule {
  return rule.kind === 'gap' || rule.kind === 'window';
}

/** How many tracks a rule looks back at the most. */
function reachOf(rule: GapRule | WindowRule, shortest: number): number {
  if (rule.kind === 'window') return Math.max(rule.inARow, Math.ceil(rule.frames / shortest)) + 1;
  return rule.unit === 'tracks' ? rule.least : Math.ceil(rule.least / shortest) + 1;
}
