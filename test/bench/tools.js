import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
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

/** Runs the built `mixpress` in the same way. */
export function runMixpress(args) {
  return runTool(process.execPath, [BIN, ...args]);
}
