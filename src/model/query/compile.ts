import { AppError, ExitCode } from '../../base/errors.ts';
import { queryTest, type TrackTest } from './evaluate.ts';
import type { QueryProblem } from './fault.ts';
import { parseQuery } from './parse.ts';

/** The test of a rule's text. Throws the `AppError` of the problem, exit code 2, where the text is no rule. */
export function compileQuery(text: string): TrackTest {
  const parsed = parseQuery(text);
  if (parsed.ok) return queryTest(parsed.query);
  const { code, hint } = parsed.problem;
  throw new AppError(code, describeProblem(parsed.problem), { hint, exitCode: ExitCode.usage });
}

/** What is wrong with a rule, with the place: `at character 7 of the rule: ...`. */
export function describeProblem({ column, message }: QueryProblem): string {
  return `at character ${column} of the rule: ${message}`;
}
