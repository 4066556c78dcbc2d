/** Running the built command on a terminal, as somebody who types does. Needs python3. */
import { join } from 'node:path';
import { projectRoot, runTool } from '../outside.ts';
import { BIN } from './mixpress.ts';

/** A text to wait for, and what is typed then. */
export type Step = readonly [wanted: string, typed: string];

export interface Sitting {
  readonly code: number;
  /** All that was written to the terminal, with its control sequences. */
  readonly written: string;
  /** What it showed then, line by line, without what was overwritten. */
  readonly screen: readonly string[];
}

export const ENTER = '\r';
export const DOWN = '\u001b[B';
/** Empties the line that is typed. */
export const CLEAR = '\u0015';
export const CTRL_C = '\u0003';
export const CTRL_D = '\u0004';

export interface SittingOptions {
  readonly cwd: string;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `mixpress` on a terminal. Throws where a text that is waited for never comes. */
export function sitDown(
  home: string,
  words: readonly string[],
  steps: readonly Step[],
  options: SittingOptions,
): Sitting {
  const { cwd, columns = 100 } = options;
  const env = { PATH: process.env['PATH'], HOME: home, MIXPRESS_HOME: home, TERM: 'xterm-256color', ...options.env };
  const argv = [process.execPath, BIN, ...words];
  const driver = join(projectRoot, 'test/cli/terminal.py');
  const run = runTool('python3', [driver], { input: JSON.stringify({ argv, cwd, env, columns, steps }) });
  if (run.status !== 0) throw new Error(run.stderr);
  const { code, written } = JSON.parse(run.stdout) as { code: number; written: string };
  return { code, written, screen: screenOf(written, columns || 80) };
}

/** Plays what was written back on a terminal that is endlessly high and knows the few sequences that are used. */
function screenOf(written: string, columns: number): string[] {
  const lines: string[][] = [[]];
  let [row, column] = [0, 0];
  const move = (letter: string, n: number): void => {
    if (letter === 'A') row = Math.max(0, row - n);
    else if (letter === 'B') row += n;
    else if (letter === 'C') column = Math.min(columns - 1, column + n);
    else if (letter === 'D') column = Math.max(0, column - n);
    else if (letter === 'G') column = n - 1;
    else if (letter === 'K') lines[row] = [];
    else if (!'mhl'.includes(letter)) throw new Error(`the terminal knows no ${letter}`);
  };
  for (const [token, count, letter] of written.matchAll(/\u001b\[\??([\d;]*)([A-Za-z])|[^]/gu)) {
    if (letter !== undefined) move(letter, Number(count || 1));
    else if (token === '\r') column = 0;
    else if (token === '\n') row++;
    else {
      if (column === columns) [row, column] = [row + 1, 0];
      (lines[row] ??= [])[column++] = token;
    }
    while (lines.length <= row) lines.push([]);
  }
  return lines.map((line) =>
    Array.from(line, (character) => character ?? ' ')
      .join('')
      .trimEnd(),
  );
}
