import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/base/folder.ts';
import { tempDir } from '../outside.ts';

describe('makeFolder', () => {
  const dir = tempDir();

  it('makes all that lead to it, and does nothing the second time', () => {
    for (let i = 0; i < 2; i++) makeFolder(join(dir, 'a/b/c'));
    expect(statSync(join(dir, 'a/b/c')).isDirectory()).toBe(true);
  });

  it('says when a file is in the way', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => makeFolder(join(dir, 'file'))).toThrow('EEXIST');
    expect(() => makeFolder(join(dir, 'file/below'))).toThrow('ENOTDIR');
  });

  it('ends where nothing can be made at all', { skip: !existsSync('/proc/self') }, () => {
    expect(() => makeFolder('/proc/mixpress/x/y')).toThrow('ENOENT');
  });
});
