import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const PROJECT = resolve(import.meta.dirname, '../..');
export const BIN = join(PROJECT, 'bin/mixpress.js');
export const MUSIC = join(PROJECT, 'fixtures/music');
export const ORDERS = join(PROJECT, 'fixtures/orders.csv');

const scratch = mkdtempSync(join(tmpdir(), 'mixpress-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** Path of a file or folder that is gone when the program ends; the folder that it lies in is there. */
export function scratchPath(...names) {
  const path = join(scratch, ...names);
  mkdirSync(resolve(path, '..'), { recursive: true });
  return path;
}
