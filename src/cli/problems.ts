import { problemPlace, type Problem } from '../base/problem.ts';
import { escapeControl } from '../base/text.ts';
import type { Context } from './context.ts';

/** More problems than this are counted, not shown: the first ones tell what is wrong. */
const MAX_SHOWN = 100;

/** One problem in two lines: where and what, then how to mend it. */
function formatProblem(problem: Problem, paint: Context['paint']): string {
  const label = problem.severity === 'error' ? paint.red('error:') : paint.yellow('warning:');
  const place = problemPlace(problem);
  const hint = problem.hint === null ? '' : `\n  ${paint.cyan('hint:')} ${escapeControl(problem.hint)}`;
  return `${label} ${place === '' ? '' : `${escapeControl(place)}: `}${escapeControl(problem.message)}${hint}\n`;
}

/** All problems, the first `MAX_SHOWN` in full. */
export function formatProblems(problems: readonly Problem[], paint: Context['paint']): string {
  const rest = problems.length - MAX_SHOWN;
  const shown = problems
    .slice(0, MAX_SHOWN)
    .map((problem) => formatProblem(problem, paint))
    .join('');
  return rest > 0 ? `${shown}... and ${rest} more (all of them: mixpress check --format json)\n` : shown;
}

/** `3 errors, 1 warning` */
export function countProblems(problems: readonly Problem[]): string {
  const count = (severity: Problem['severity']): string => {
    const n = problems.filter((p) => p.severity === severity).length;
    return n === 0 ? '' : `${n} ${severity}${n === 1 ? '' : 's'}`;
  };
  return [count('error'), count('warning')].filter(Boolean).join(', ') || 'no problems';
}
