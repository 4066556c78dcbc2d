import type { ListRule } from '../../model/list-rule.ts';

/** A rule without an end of its own is loosened by at most so many steps before it is dropped. */
const MOST_STEPS = 4096;
/** A gap in time is loosened by so many equal parts. */
const PARTS = 64;
/** By which a spread of energy grows in a step. */
const ENERGY_STEP = 0.05;

/**
 * The first result that is enough, with as little loosened as needed: the first rule gives way step by step, only when
 * it is gone the second one, and so on. Where nothing helps, rules are dropped, the first one first, until the result is as
 * good as without any of them, as far as `isAsGood` tells; without that they all go.
 */
export function loosened<T>(
  rules: readonly ListRule[],
  attempt: (rules: readonly ListRule[]) => T,
  isEnough: (result: T) => boolean,
  isAsGood?: (result: T, free: T) => boolean,
): T {
  const strict = attempt(rules);
  if (rules.length === 0 || isEnough(strict)) return strict;
  const free = attempt([]);
  if (!isEnough(free)) return isAsGood ? mostKept(rules, strict, free, attempt, isAsGood) : free;
  const [first, ...others] = rules as [ListRule, ...ListRule[]];
  const without = attempt(others);
  if (!isEnough(without)) return loosened(others, attempt, isEnough);
  return leastLoose(first, others, attempt, isEnough) ?? without;
}

function mostKept<T>(
  rules: readonly ListRule[],
  strict: T,
  free: T,
  attempt: (rules: readonly ListRule[]) => T,
  isAsGood: (result: T, free: T) => boolean,
): T {
  for (let dropped = 0; dropped < rules.length; dropped++) {
    const result = dropped === 0 ? strict : attempt(rules.slice(dropped));
    if (isAsGood(result, free)) return result;
  }
  return free;
}

/** Loosens one rule by the fewest steps that are enough; null where only dropping it is. */
function leastLoose<T>(
  rule: ListRule,
  others: readonly ListRule[],
  attempt: (rules: readonly ListRule[]) => T,
  isEnough: (result: T) => boolean,
): T | null {
  const most = stepsIn(rule);
  let tooFew = 0;
  let enough = Infinity;
  let best: T | null = null;
  for (let steps = Math.min(1, most); steps > tooFew && steps < enough;) {
    const result = attempt([afterSteps(rule, steps), ...others]);
    if (isEnough(result)) [enough, best] = [steps, result];
    else tooFew = steps;
    steps = best === null ? Math.min(2 * steps, most) : (tooFew + enough) >> 1;
  }
  return best;
}

/** After how many steps next to nothing is left of a rule. */
function stepsIn(rule: ListRule): number {
  switch (rule.kind) {
    case 'gap':
      return rule.unit === 'tracks' ? rule.least - 1 : PARTS - 1;
    case 'quota':
      return rule.bound === 'least' ? rule.percent - 1 : 99 - rule.percent;
    case 'fresh':
      return rule.days - 1;
    case 'cap':
    case 'window':
    case 'spread':
      return MOST_STEPS;
  }
}

/** The rule made easier by so many steps. */
function afterSteps(rule: ListRule, steps: number): ListRule {
  switch (rule.kind) {
    case 'cap':
      return { ...rule, most: rule.most + steps };
    case 'gap':
      return {
        ...rule,
        least: rule.unit === 'tracks' ? rule.least - steps : Math.floor((rule.least * (PARTS - steps)) / PARTS),
      };
    case 'window':
      return { ...rule, most: rule.most + steps, inARow: rule.inARow + steps };
    case 'quota':
      return { ...rule, percent: rule.percent + (rule.bound === 'least' ? -steps : steps) };
    case 'fresh':
      return { ...rule, days: rule.days - steps };
    case 'spread':
      return { ...rule, most: rule.most + (rule.by === 'energy' ? ENERGY_STEP * steps : steps) };
  }
}
