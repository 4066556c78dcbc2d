import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { numberedWav } from '../library/files.ts';
import { tempDir } from '../outside.ts';
import { BIN, mixpress } from './mixpress.ts';

const dir = tempDir();

describe('library scan', () => {
  it('tells in a line what has become of the files, and forgets missing ones when asked to', () => {
    const root = join(dir, 'music');
    const home = join(dir, 'home');
    mkdirSync(root);
    const path = (name: string): string => join(root, name);
    for (const [i, name] of ['a.wav', 'b.wav', 'c.wav'].entries()) numberedWav(path(name), i);
    const scan = (...more: string[]): string => mixpress(home, ['library', 'scan', root, ...more]).stdout;
    expect(scan()).toBe('3 files: 3 new\n');
    expect(scan()).toBe('3 files: nothing has changed\n');
    renameSync(path('a.wav'), path('moved.wav'));
    rmSync(path('b.wav'));
    numberedWav(path('c.wav'), 7, { samples: 700 });
    numberedWav(path('d.wav'), 8);
    expect(scan()).toBe('3 files: 1 new, 1 changed, 1 moved, 1 missing\n');
    expect(scan('--full', '--quiet')).toBe('');
    expect(JSON.parse(scan('--prune', '--format', 'json'))).toEqual({
      ...{ roots: [root], found: 3, read: 0, unchanged: 3, problems: [] },
      ...{ new: 0, changed: 0, moved: 0, missing: 0, pruned: 1 },
    });
  });
});

describe('library watch', () => {
  it('tells changes as lines of JSON until it is interrupted', async () => {
    const root = join(dir, 'watched');
    mkdirSync(root);
    const song = numberedWav(join(dir, 'song.wav'), 1);
    const words = ['library', 'watch', root, '--home', join(dir, 'home-watch'), '--poll', '1', '--format', 'ndjson'];
    const child = spawn(process.execPath, [BIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((resolve) => child.on('close', resolve));
    let [out, err] = ['', ''];
    child.stderr.on('data', (text: Buffer) => (err += text.toString()));
    copyFileSync(song, join(root, 'early.wav'));
    const line = new Promise<void>((resolve) => {
      child.stdout.on('data', (text: Buffer) => {
        out += text.toString();
        if (out.includes('late.wav')) resolve();
      });
    });
    // By whichever scan it is found: all files of the first one have been there before.
    const writer = setInterval(() => copyFileSync(song, join(root, `${Date.now()} late.wav`)), 500);
    await line;
    clearInterval(writer);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(err).toBe('');
    expect(JSON.parse(out.split('\n')[0]!)).toMatchObject({ change: 'new', from: null });
  });

  it.each(['0', 'often', '-1', '99999'])('refuses to poll every %j seconds', (seconds) => {
    const { code, stderr } = mixpress(join(dir, 'home'), ['library', 'watch', dir, `--poll=${seconds}`]);
    expect(code).toBe(2);
    expect(stderr).toContain('hint: name a number of seconds');
  });
});
