import { escapeControl } from '../base/text.ts';
import type { QueryProblem } from '../model/query/fault.ts';
import type { Context } from './context.ts';

/**
 * The rule that words of a command line make. The shell takes the quotes away from `artist:"Nina Simone"`: of several words
 * one with spaces in its value and nothing else of a rule gets them back. A word alone is a whole rule.
 */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return words
    .map((word) => word.replace(/^([-^]?\w+(?:!?=|:=?))([^\s"*:=<>|()][^"*:=<>|()]*\s[^"*:=<>|()]*)$/u, '$1"$2"'))
    .join(' ');
}

/** How much of a rule to show on either side of its mistake, in characters. */
const SHOWN = 60;

/** What is wrong with a rule, below it the rule with a mark under the place, and what to write instead. */
export async function describeFault(rule: string, problem: QueryProblem, paint: Context['paint']): Promise<string> {
  const { default: widthOf } = await import('string-width');
  const characters = [...rule];
  const at = Math.min(problem.column, characters.length + 1) - 1;
  const show = (from: number, to: number): string => escapeControl(characters.slice(from, to).join(''));
  const from = Math.max(0, at - SHOWN);
  const before = `${from > 0 ? '…' : ''}${show(from, at)}`;
  const after = `${show(at, at + SHOWN)}${at + SHOWN < characters.length ? '…' : ''}`;
  return [
    `${paint.red('error:')} ${escapeControl(problem.message)}`,
    `  ${before}${after}`,
    `  ${' '.repeat(widthOf(before))}${paint.red('^')}`,
    `${paint.cyan('hint:')} ${escapeControl(problem.hint)}\n`,
  ].join('\n');
}
