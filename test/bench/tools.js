import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { BIN, scratchPath } from './place.js';

/** `work` where a program is on PATH, else null. */
export function withTool(name, work) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, name))) ? work : null;
}

/** Environment of the programs that are measured: no settings of the person who measures. */
export function environment() {
  return { PATH: process.env.PATH, HOME: scratchPath('nobody', '.'), NO_COLOR: '1' };
}

/** Runs a program to its end and returns its standard output. Throws where it fails. */
export function runTool(command, args) {
  const run = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment(), encoding: 'utf8' });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`${command} ended with ${run.status ?? run.signal}: ${run.stderr}`);
  return run.stdout;
}

/** Runs a program once with each of these lists of arguments, so many at a time. Throws where one fails. */
export async function runAtATime(atATime, command, calls) {
  const waiting = [...calls];
  const work = async () => {
    for (let args = waiting.shift(); args !== undefined; args = waiting.shift())
      await promisify(execFile)(command, args, { env: environment() });
  };
  await Promise.all(Array.from({ length: atATime }, work));
}

/** Runs the built `mixpress` to its end, as runTool does. */
export function runMixpress(args) {
  return runTool(process.execPath, [BIN, ...args]);
}
