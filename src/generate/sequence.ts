import type { Random } from '../base/random.ts';
import type { Track } from '../model/track.ts';
import { arrange, type Measures } from './arrange.ts';
import type { Brief } from './constraints/constraint.ts';
import { listTrackOf } from './list-track.ts';
import { findTrackOrder } from './orders/index.ts';
import { shortfallAt } from './rules/check.ts';
import type { ListRule, ListTrack } from './rules/rule.ts';

/** Breaking one hard rule weighs more than breaking all soft ones. */
const HARD_WEIGHT = 1000;

/** The chosen tracks in the order of the brief, with as few rules broken as could be found. */
export function putInOrder(
  brief: Brief,
  tracks: readonly Track[],
  random: Random,
): { readonly tracks: Track[]; readonly guessed: number } {
  const order = findTrackOrder(brief.order)!;
  const facts = tracks.map(({ bpm, key, energy, genres }) => ({ bpm, key, energy, group: genres[0] ?? '' }));
  const measures: Measures = { ...breaking(brief, tracks.map(listTrackOf)), cost: order.cost(facts) };
  const sequence = arrange(order.start(facts, random), measures, random);
  return { tracks: sequence.map((index) => tracks[index]!), guessed: order.guessed(facts) };
}

/** What the rules on sequences say of a place in the list. */
function breaking({ rules, hardRules }: Brief, list: readonly ListTrack[]): Pick<Measures, 'reach' | 'broken'> {
  const soft = rules.filter(({ kind }) => kind !== 'cap');
  return {
    reach: Math.max(0, ...[...soft, ...hardRules].map((rule) => reachOf(rule, list.length))),
    broken: (sequence, position) => {
      const at = (i: number): ListTrack => list[sequence[i]!]!;
      const weigh = (sum: number, rule: ListRule): number => {
        const shortfall = shortfallAt(rule, at, position);
        if (shortfall === null) return sum;
        return sum + 1 + Math.abs(shortfall.wanted - shortfall.found) / Math.max(1, shortfall.wanted);
      };
      return soft.reduce(weigh, 0) + HARD_WEIGHT * hardRules.reduce(weigh, 0);
    },
  };
}

function reachOf(rule: ListRule, length: number): number {
  return rule.kind === 'gap' && rule.unit === 'tracks' ? rule.least : length;
}
