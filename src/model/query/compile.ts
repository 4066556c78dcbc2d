import { AppError, ExitCode } from '../../base/errors.ts';
import { queryTest, type TrackTest } from './evaluate.ts';
import { describeProblem } from './fault.ts';
import { parseQuery } from './parse.ts';

/** The test of a rule's text. Throws the `AppError` of the problem, exit code 2, where the text is no rule. */
export function compileQuery(text: string): TrackTest {
  const parsed = parseQuery(text);
  if (parsed.ok) return queryTest(parsed.query);
  const { code, hint } = parsed.problem;
  throw new AppError(code, describeProblem(parsed.problem), { hint, exitCode: ExitCode.usage });
}
