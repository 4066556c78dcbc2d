/** Running the built command as a user does. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectRoot } from '../outside.ts';

const BIN = join(projectRoot, 'bin/mixpress.js');
export const fixture = (path: string): string => join(projectRoot, 'fixtures', path);

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `mixpress` to its end. `home` is its workspace. */
export function mixpress(home: string, words: readonly string[], options: RunOptions = {}): Run {
  const run = spawnSync(process.execPath, [BIN, ...words], {
    cwd: options.cwd ?? projectRoot,
    input: options.input ?? '',
    env: { PATH: process.env['PATH'], HOME: home, MIXPRESS_HOME: home, ...options.env },
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  if (run.error) throw run.error;
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** Starts `mixpress` and returns at once. */
export function startMixpress(home: string, words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [BIN, ...words], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], HOME: home, MIXPRESS_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A folder in which the commands of the README work: fixtures are there, and `mixpress` is on PATH. */
export function readmeShell(dir: string): (command: string) => string {
  mkdirSync(join(dir, 'bin'));
  symlinkSync(join(projectRoot, 'fixtures'), join(dir, 'fixtures'));
  const wrapper = join(dir, 'bin/mixpress');
  writeFileSync(wrapper, `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`);
  chmodSync(wrapper, 0o755);
  return (command) => {
    const run = spawnSync('bash', ['-c', command], {
      cwd: dir,
      env: {
        PATH: `${join(dir, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
        HOME: dir,
        MIXPRESS_HOME: join(dir, 'home'),
        LC_ALL: 'C.UTF-8',
      },
      encoding: 'utf8',
    });
    return run.stdout + run.stderr;
  };
}
