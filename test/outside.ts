/** What tests share: outside programs, the data beside the repository, and folders that vanish afterwards. */
import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, it } from 'vitest';

export const projectRoot = resolve(import.meta.dirname, '..');

/** Whether an outside program is on PATH. */
export function hasTool(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((dir) => existsSync(join(dir, name)));
}

/** A test that is judged by outside programs; where one is missing it is skipped under a name that says which. */
export function itWith(tools: readonly string[], name: string, test: () => Promise<void> | void): void {
  const missing = tools.filter((tool) => !hasTool(tool));
  if (missing.length === 0) it(name, test);
  else it.skip(`${name} (SKIPPED: install ${missing.join(', ')})`, test);
}

/** Path of a file in the data folder beside the repository, which is not part of it. */
export function sharedPath(path: string): string {
  return resolve(projectRoot, '..', 'shared', path);
}

/** A test on data beside the repository; skipped under a name that says so where it is missing. */
export function itWithShared(path: string, name: string, test: (path: string) => Promise<void> | void): void {
  const full = sharedPath(path);
  if (existsSync(full)) it(name, () => test(full));
  else it.skip(`${name} (SKIPPED: no ../shared/${path})`, () => undefined);
}

/** A new empty folder, removed when the test file ends. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'mixpress-test-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export interface ToolRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as it came. */
  readonly bytes: Uint8Array;
}

/** Runs an outside program to its end and returns what it said. */
export function runTool(command: string, args: readonly string[], options: SpawnSyncOptions = {}): ToolRun {
  const run = spawnSync(command, args, { maxBuffer: 1 << 28, ...options });
  if (run.error) throw run.error;
  return { status: run.status, stdout: String(run.stdout), stderr: String(run.stderr), bytes: Buffer.from(run.stdout) };
}
