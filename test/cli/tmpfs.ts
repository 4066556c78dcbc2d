/** A small file system of our own, for tests of what happens when a disk is full or read-only. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { hasTool, runTool } from '../outside.ts';

export interface SmallDisk {
  readonly path: string;
  /** `size=4m`, `ro`, ...: options of mount(8). */
  remount(options: string): void;
}

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && hasTool('mount') && tryMount();

/** A test on a disk mounted with these options; where we may not mount, it is skipped under a name that says so. */
export function itOnDisk(options: string, name: string, test: (disk: SmallDisk) => Promise<void> | void): void {
  if (canMount) it(name, () => onDisk(options, test));
  else it.skip(`${name} (SKIPPED: needs root and mount)`, () => undefined);
}

async function onDisk(options: string, test: (disk: SmallDisk) => Promise<void> | void): Promise<void> {
  const path = mkdtempSync(join(tmpdir(), 'mixpress-disk-'));
  mount(options, path);
  try {
    await test({ path, remount: (changed) => mount(`remount,${changed}`, path) });
  } finally {
    unmount(path);
  }
}

function mount(options: string, path: string): void {
  const { status, stderr } = runTool('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
  if (status !== 0) throw new Error(stderr);
}

function unmount(path: string): void {
  runTool('umount', ['-l', path]);
  rmSync(path, { recursive: true, force: true });
}

function tryMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'mixpress-disk-'));
  try {
    mount('size=64k', path);
    return true;
  } catch {
    return false;
  } finally {
    unmount(path);
  }
}
