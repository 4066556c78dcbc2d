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
  const moves: Readonly<Record<string, (n: number) => void>> = {
    A: (n) => (row = Math.max(0, row - n)),
    B: (n) => (row += n),
    C: (n) => (column = Math.min(columns - 1, column + n)),
    D: (n) => (column = Math.max(0, column - n)),
    G: (n) => (column = n - 1),
    J: () => lines.splice(row + 1, lines.length, ...(lines[row]?.splice(column) && [])),
    K: (n) => (n === 1 ? undefined : lines[row]?.splice(n === 2 ? 0 : column)),
  };
  for (const [token, count, letter] of written.matchAll(/\u001b\[\??([\d;]*)([A-Za-z])|[^]/gu)) {
    if (letter !== undefined)
      moves[letter]?.(/^\d+$/.test(count!) ? Number(count) : letter === 'K' || letter === 'J' ? 0 : 1);
    else if (token === '\r') column = 0;
    else if (token === '\n') row++;
    else {
      if (column === columns) [row, column] = [row + 1, 0];
      const line = (lines[row] ??= []);
      while (line.length < column) line.push(' ');
      line[column++] = token;
    }
    while (lines.length <= row) lines.push([]);
  }
  return lines.map((line) =>
    Array.from(line, (character) => character ?? ' ')
      .join('')
      .trimEnd(),
  );
}
