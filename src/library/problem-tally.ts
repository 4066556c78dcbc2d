import { compareText } from '../base/text.ts';
import type { Problem } from '../base/problem.ts';

/** Problems of one code: how many, and the first of them. */
export interface ProblemCount {
  readonly code: string;
  readonly severity: Problem['severity'];
  readonly count: number;
  readonly first: readonly Problem[];
}

const SHOWN = 3;

/** Counts problems by their codes, of which it keeps the first three each. */
export function tallyProblems(): { add(problem: Problem): void; counts(): readonly ProblemCount[] } {
  const tally = new Map<string, { severity: Problem['severity']; count: number; first: Problem[] }>();
  return {
    add: (problem) => {
      const { code, severity } = problem;
      const entry = tally.get(code) ?? { severity, count: 0, first: [] };
      entry.count++;
      if (entry.first.length < SHOWN) entry.first.push(problem);
      tally.set(code, entry);
    },
    counts: () => [...tally].map(([code, entry]) => ({ code, ...entry })).sort((a, b) => compareText(a.code, b.code)),
  };
}
