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
export function itOnDisk(options: string, name: string, test: (disk: SmallDisk) => void): void {
  if (canMount) it(name, () => onDisk(options, test));
  else it.skip(`${name} (SKIPPED: needs root and mount)`, () => undefined);
}

/** The same for a test that waits. */
export function itOnDiskAsync(options: string, name: string, test: (disk: SmallDisk) => Promise<void>): void {
  if (!canMount) return it.skip(`${name} (SKIPPED: needs root and mount)`, () => undefined);
  it(name, async () => {
    const { disk, unmount } = mountNew(options);
    await test(disk).finally(unmount);
  });
}

function onDisk(options: string, test: (disk: SmallDisk) => void): void {
  const { disk, unmount } = mountNew(options);
  try {
    test(disk);
  } finally {
    unmount();
  }
}

function mountNew(options: string): { disk: SmallDisk; unmount(): void } {
  const path = mkdtempSync(join(tmpdir(), 'mixpress-disk-'));
  mount(options, path);
  return {
    disk: { path, remount: (changed) => mount(`remount,${changed}`, path) },
    unmount: () => {
      runTool('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function mount(options: string, path: string): void {
  const { status, stderr } = runTool('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
  if (status !== 0) throw new Error(stderr);
}

function tryMount(): boolean {
  try {
    onDisk('size=64k', () => undefined);
    return true;
  } catch {
    return false;
  }
}
