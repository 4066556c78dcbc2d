/** Running the built command while servers of the same test answer it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { BIN, type Run } from '../cli/mixpress.ts';
import { projectRoot } from '../outside.ts';

export interface Beside {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
}

/** Starts `mixpress` with these variables beside those that it needs. */
export function beside(home: string, words: readonly string[], env: Readonly<Record<string, string>> = {}): Beside {
  const child = spawn(process.execPath, [BIN, ...words], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], HOME: home, MIXPRESS_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = new Promise<number | null>((resolve) => void child.once('close', resolve));
  const ended = Promise.all([closed, text(child.stdout), text(child.stderr)]).then(([code, stdout, stderr]) => ({
    ...{ code, stdout, stderr },
  }));
  return { child, ended };
}
