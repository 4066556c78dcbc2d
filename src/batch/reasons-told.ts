import type { Breach } from '../model/list-rule.ts';
import type { Reasons } from '../model/reasons.ts';
import type { Told } from './step.ts';

/** The events that tell why a list is as it is: what it was chosen from, and each rule that gave way. */
export function eventsOf({ candidates, breaches }: Reasons): Told[] {
  const first = new Map<string, Breach>();
  for (const breach of breaches) if (!first.has(breach.rule)) first.set(breach.rule, breach);
  return [
    ['candidates-found', { left: candidates.at(-1)!.left, rules: candidates }],
    ...[...first].map(([rule, { message }]): Told => {
      const places = breaches.filter((breach) => breach.rule === rule).length;
      return ['rule-relaxed', { rule, places, message }];
    }),
  ];
}
