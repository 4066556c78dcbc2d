/** Running the built command as a user does. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { sha256 } from '../../src/base/hash.ts';
import type { OrderResult } from '../../src/model/batch.ts';
import { it } from 'vitest';
import { projectRoot } from '../outside.ts';

export const BIN = join(projectRoot, 'bin/mixpress.js');
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
  /** Runs as this user and group. */
  readonly uid?: number;
}

/** A run that takes longer hangs. */
const HANGS_AFTER_MS = 50_000;

/** Runs `mixpress` to its end. `home` is its workspace. */
export function mixpress(home: string, words: readonly string[], options: RunOptions = {}): Run {
  const run = spawnSync(process.execPath, [BIN, ...words], {
    cwd: options.cwd ?? projectRoot,
    input: options.input ?? '',
    env: { PATH: process.env['PATH'], HOME: home, MIXPRESS_HOME: home, ...options.env },
    maxBuffer: 1 << 28,
    encoding: 'utf8',
    timeout: HANGS_AFTER_MS,
    killSignal: 'SIGKILL',
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  // It may end before it has read all of its input.
  if (run.error && (run.error as NodeJS.ErrnoException).code !== 'EPIPE') throw run.error;
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** Starts `mixpress` and returns at once. */
export function startMixpress(home: string, words: readonly string[], env: RunOptions['env'] = {}): ChildProcess {
  return spawn(process.execPath, [BIN, ...words], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], HOME: home, MIXPRESS_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Two tracks of Jazz (5.3 and 6.5 s), one of Non-Music (6 s), one of Stage & Screen (5.25 s). */
const SHORT_TRACKS = [
  'Jazz/Mihai Sorohan/Solo Trumpet/06 - Solo Trumpet 06.wav',
  'Jazz/Kevin MacLeod/Jazz Sampler/05 - Vibe Ace (excerpt 4).ogg',
  'Effects/Target (played 3 times).flac',
  'Film & TV/florianreichelt/Mysterious Acoustic Guitar (excerpt).flac',
];

/** Makes `folder` a small library that is quickly mastered, and returns it. */
export function smallLibrary(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const track of SHORT_TRACKS) copyFileSync(fixture(`music/${track}`), join(folder, basename(track)));
  return folder;
}

/** Writes a manifest, or any other text, and returns its path. */
export function writeText(path: string, ...lines: readonly string[]): string {
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** The orders that `run` or `status` printed with `--format json` or `ndjson`. */
export function ordersOf({ stdout }: Run): OrderResult[] {
  if (!stdout.startsWith('{"row"')) return (JSON.parse(stdout) as { orders: OrderResult[] }).orders;
  const lines = stdout.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as OrderResult);
}

/** What a folder holds: the SHA-256 of each of its files, by name. */
export function digests(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, sha256(readFileSync(join(folder, name)))]));
}

/** Files below the folders that no run may leave behind, however it ends. */
export function halfWritten(...folders: readonly string[]): string[] {
  return filesBelow(...folders).filter((name) => /\.partial-/.test(name));
}

/** What lies in the work folder of a workspace: nothing, once all orders are done or have failed for good. */
export function unfinishedWork(home: string): string[] {
  return filesBelow(join(home, 'work'));
}

function filesBelow(...folders: readonly string[]): string[] {
  return folders.filter(existsSync).flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }));
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

/** Somebody with no rights of his own, as whom root has to run what permissions are to stop. */
const NOBODY = 65_534;

/** A test of permissions, which root has all of; skipped by name where nobody else may read the project. */
export function itUnprivileged(name: string, test: (options: RunOptions) => void): void {
  if (process.getuid?.() !== 0) it(name, () => test({}));
  else if (nobodyCanRun()) it(name, () => test({ uid: NOBODY }));
  else it.skip(`${name} (SKIPPED: only root may read ${projectRoot})`, () => undefined);
}

function nobodyCanRun(): boolean {
  const run = spawnSync(process.execPath, [BIN, '--version'], { cwd: '/', uid: NOBODY, gid: NOBODY });
  return run.status === 0;
}
