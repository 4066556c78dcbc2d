import type { ListRule } from './rule.ts';

/** A rule is loosened by at most so many steps before it is dropped. */
const MOST_STEPS = 4096;

/**
 * The first result that is enough, with as little loosened as needed: the first rule gives way step by step, only when
 * it is gone the second one, and so on. Where nothing helps, the result without any of the rules.
 */
export function loosened<T>(
  rules: readonly ListRule[],
  attempt: (rules: readonly ListRule[]) => T,
  isEnough: (result: T) => boolean,
): T {
  const strict = attempt(rules);
  if (rules.length === 0 || isEnough(strict)) return strict;
  const free = attempt([]);
  if (!isEnough(free)) return free;
  const [first, ...others] = rules as [ListRule, ...ListRule[]];
  const without = attempt(others);
  if (!isEnough(without)) return loosened(others, attempt, isEnough);
  return leastLoose(first, others, attempt, isEnough) ?? without;
}

/** Loosens one rule by the fewest steps that are enough; null where only dropping it is. */
function leastLoose<T>(
  rule: ListRule,
  others: readonly ListRule[],
  attempt: (rules: readonly ListRule[]) => T,
  isEnough: (result: T) => boolean,
): T | null {
  const tryAfter = (steps: number): T | null => {
    const looser = afterSteps(rule, steps);
    return looser === null ? null : attempt([looser, ...others]);
  };
  let tooFew = 0;
  let enough = 0;
  let best: T | null = null;
  for (let steps = 1; steps <= MOST_STEPS && best === null; steps *= 2) {
    const result = tryAfter(steps);
    if (result === null) break;
    if (isEnough(result)) [enough, best] = [steps, result];
    else tooFew = steps;
  }
  while (best !== null && enough - tooFew > 1) {
    const steps = Math.floor((tooFew + enough) / 2);
    const result = tryAfter(steps)!;
    if (isEnough(result)) [enough, best] = [steps, result];
    else tooFew = steps;
  }
  return best;
}

/** The rule made easier by so many steps, or null where nothing is left of it. */
export function afterSteps(rule: ListRule, steps: number): ListRule | null {
  switch (rule.kind) {
    case 'cap':
      return { ...rule, most: rule.most + steps };
    case 'gap': {
      const least = rule.unit === 'tracks' ? rule.least - steps : Math.floor(rule.least / 2 ** steps);
      return least > 0 ? { ...rule, least } : null;
    }
    case 'window':
      return { ...rule, most: rule.most + steps, inARow: rule.inARow + steps };
  }
}
