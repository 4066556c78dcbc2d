import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replaceFile, replaceFileWith } from '../../src/base/atomic-file.ts';
import { tempDir } from '../outside.ts';

describe('replaceFile', () => {
  const dir = tempDir();

  it('writes a new file, folders included, and leaves nothing beside it', async () => {
    await replaceFileWith(join(dir, 'a/b/new.txt'), 'hello');
    expect(readFileSync(join(dir, 'a/b/new.txt'), 'utf8')).toBe('hello');
    expect(readdirSync(join(dir, 'a/b'))).toEqual(['new.txt']);
  });

  it('keeps the old file and removes the partial one where writing fails', async () => {
    const path = join(dir, 'old.txt');
    writeFileSync(path, 'old');
    const failing = replaceFile(path, async (partial) => {
      writeFileSync(partial, 'half');
      throw new Error('disk full');
    });
    await expect(failing).rejects.toThrow('disk full');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(dir).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('clears up after a process that died, but not after one that lives', async () => {
    const folder = join(dir, 'crowded');
    mkdirSync(folder);
    writeFileSync(join(folder, '.x.txt.partial-999999999'), 'dead');
    writeFileSync(join(folder, '.x.txt.partial-1'), 'alive: the first process of the system');
    writeFileSync(join(folder, '.y.txt.partial-999999999'), 'of another file');
    await replaceFileWith(join(folder, 'x.txt'), 'done');
    expect(readdirSync(folder).sort()).toEqual(['.x.txt.partial-1', '.y.txt.partial-999999999', 'x.txt']);
  });
});
