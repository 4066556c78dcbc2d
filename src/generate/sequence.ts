import { keyAt } from '../base/music-key.ts';
import type { Random } from '../base/random.ts';
import { arrange, type Breaking, type Measures } from './arrange.ts';
import type { Brief } from '../model/brief.ts';
import { findTrackOrder, type OrderFacts } from './orders/index.ts';
import type { Pool } from './pool.ts';
import { shortfallAt } from './rules/check.ts';
import { separation } from './rules/separation.ts';
import type { GapRule, ListRule, ListTrack, WindowRule } from '../model/list-rule.ts';

/** Breaking one hard rule weighs more than breaking all soft ones. */
const HARD_WEIGHT = 1000;

/** The places of the picks in the order of the brief, with as few rules broken as could be found. `list` is what rules see of them. */
export function putInOrder(
  brief: Brief,
  pool: Pool,
  picks: readonly number[],
  list: readonly ListTrack[],
  random: Random,
): { readonly sequence: readonly number[]; readonly guessed: number } {
  const order = findTrackOrder(brief.order)!;
  const facts = picks.map((index) => factsOf(pool, index));
  const measures: Measures = { ...breaking(brief, list), cost: order.cost(facts) };
  const sequence = arrange(order.start(facts, random), measures, random);
  return { sequence, guessed: order.guessed(facts) };
}

/** What orders look at in a track. */
export function factsOf({ table }: Pool, index: number): OrderFacts {
  const { bpm, key, energy, genre } = table;
  return {
    bpm: Number.isNaN(bpm[index]!) ? null : bpm[index]!,
    key: key[index] === -1 ? null : keyAt(key[index]!),
    energy: Number.isNaN(energy[index]!) ? null : energy[index]!,
    group: genre.values.at(genre.at[index]!)!.genres[0] ?? '',
  };
}

const NEVER: Breaking = { reach: 0, broken: () => 0 };

/** What the rules on sequences say of a place in the list. */
export function breaking({ rules, hardRules }: Brief, list: readonly ListTrack[]): Breaking {
  const soft = rules.filter(isOnSequences);
  const hard = hardRules.filter(isOnSequences);
  if (soft.length + hard.length === 0) return NEVER;
  return together([
    ...soft.map((rule) => weighed(rule, list, 1)),
    ...hard.map((rule) => weighed(rule, list, HARD_WEIGHT)),
  ]);
}

function together(all: readonly Breaking[]): Breaking {
  const some = all.filter(({ reach }) => reach > 0);
  if (some.length < 2) return some[0] ?? NEVER;
  return {
    reach: Math.max(...some.map(({ reach }) => reach)),
    unavoidable: some.reduce((sum, { unavoidable = 0 }) => sum + unavoidable, 0),
    broken: (sequence, position) => some.reduce((sum, { broken }) => sum + broken(sequence, position), 0),
  };
}

function weighed(rule: GapRule | WindowRule, list: readonly ListTrack[], weight: number): Breaking {
  const { reach, unavoidable = 0, broken } = rule.kind === 'gap' ? separation(rule, list) : windowed(rule, list);
  return {
    reach,
    unavoidable: weight * unavoidable,
    broken: weight === 1 ? broken : (sequence, position) => weight * broken(sequence, position),
  };
}

function windowed(rule: WindowRule, list: readonly ListTrack[]): Breaking {
  const shortest = list.reduce((least, { frames }) => Math.min(least, frames), Infinity);
  return {
    reach: Math.max(rule.inARow, Math.ceil(rule.frames / shortest)) + 1,
    broken: (sequence, position) => {
      const shortfall = shortfallAt(rule, (i) => list[sequence[i]!]!, position);
      return shortfall === null ? 0 : 1 + (shortfall.found - shortfall.wanted) / Math.max(1, shortfall.wanted);
    },
  };
}

/** Whether it depends on the order of tracks if the rule is kept. */
function isOnSequences(rule: ListRule): rule is GapRule | WindowRule {
  return rule.kind === 'gap' || rule.kind === 'window';
}
