import { shuffled } from '../../base/random.ts';
import { inGivenOrder, type OrderFacts, type TrackOrder } from './track-order.ts';

/**
 * Deals the groups out so that each is spread evenly and none comes oftener in a row than it must. A track costs 1 where
 * another group was dealt, so that rules are met by exchanges within a group, and 1 right after its own group.
 */
export const interleave: TrackOrder = {
  id: 'interleave',
  summary: 'genres spread evenly, like cards dealt out',
  start: (facts, random) => {
    const members = new Map<string, number[]>(facts.map(({ group }) => [group, []]));
    for (const index of shuffled(inGivenOrder(facts), random)) members.get(facts[index]!.group)!.push(index);
    return deal(facts).map((group) => members.get(group)!.pop()!);
  },
  cost: (facts) => {
    const dealt = deal(facts);
    return (sequence, position) => {
      const { group } = facts[sequence[position]!]!;
      const repeats = position > 0 && facts[sequence[position - 1]!]!.group === group;
      return (group === dealt[position] ? 0 : 1) + (repeats ? 1 : 0);
    };
  },
  guessed: () => 0,
};

/** The tracks of one group that are still to be dealt. */
interface Pile {
  readonly group: string;
  readonly size: number;
  left: number;
  /** How far behind an even spread it is. */
  due: number;
}

/** Which group comes at each position. */
function deal(facts: readonly OrderFacts[]): string[] {
  const piles = pilesOf(facts);
  const largest = piles.reduce((most, { size }) => Math.max(most, size), 0);
  const longestRun = Math.ceil(largest / (facts.length - largest + 1));
  const dealt: string[] = [];
  let last: Pile | null = null;
  let run = 0;
  for (let left = facts.length; left > 0; left--) {
    for (const pile of piles) pile.due += pile.size;
    const pile: Pile = choosePile(piles, left, longestRun, run === longestRun ? last : null);
    run = pile === last ? run + 1 : 1;
    last = pile;
    pile.left--;
    pile.due -= facts.length;
    dealt.push(pile.group);
  }
  return dealt;
}

/**
 * The pile most behind an even spread (weighted round robin), but for one whose run is `full`. A pile with more than
 * the longest runs can take from what is left once another track is dealt can't wait: at most one is so large, and its
 * run is never full.
 */
function choosePile(piles: readonly Pile[], left: number, longestRun: number, full: Pile | null): Pile {
  let choice: Pile | null = null;
  for (const pile of piles) {
    if (pile.left * (longestRun + 1) > longestRun * left) return pile;
    if (pile.left > 0 && pile !== full && (choice === null || pile.due > choice.due)) choice = pile;
  }
  return choice!;
}

/** The groups in the order in which they first come. */
function pilesOf(facts: readonly OrderFacts[]): Pile[] {
  const sizes = new Map<string, number>();
  for (const { group } of facts) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return [...sizes].map(([group, size]) => ({ group, size, left: size, due: 0 }));
}
