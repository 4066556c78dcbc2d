import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itWith, projectRoot, runTool, tempDir, type ToolRun } from '../outside.ts';
import { BIN, digests, halfWritten, mixpress, ordersOf, smallLibrary, unfinishedWork, writeText } from './mixpress.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));
const rows = ['One,Jazz,0:12', 'Two,Non-Music,0:06', 'Three,Stage & Screen,0:06'];
const manifest = writeText(join(dir, 'orders.csv'), 'title,genre,duration', ...rows);

/** Runs a line of bash in which `mixpress` is the command. */
function bash(home: string, line: string): ToolRun {
  return runTool('bash', ['-c', `mixpress() { '${process.execPath}' '${BIN}' "$@"; }\n${line}`], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], HOME: home, MIXPRESS_HOME: home },
    timeout: 50_000,
  });
}

describe('a reader that leaves', () => {
  const home = join(dir, 'home');

  itWith(['bash'], 'ends a listing without a word', () => {
    mixpress(home, ['library', 'scan', library]);
    for (const words of ['library list', 'library list --format json', 'media', '--help', 'check --schema'])
      expect(bash(home, `(mixpress ${words}; echo "code $?" >&2) | true`), words).toMatchObject({
        status: 0,
        stderr: 'code 0\n',
      });
    expect(bash(home, 'mixpress library list | head -1').stdout).toMatch(/^LENGTH .*\n$/);
  });

  itWith(['bash'], 'stops a run without a word, and the next run completes it', () => {
    const [home, out] = [join(dir, 'home-head'), join(dir, 'out-head')];
    const words = `run ${manifest} --library ${library} --out ${out} --format ndjson`;
    const cut = bash(home, `(mixpress ${words}; echo "code $?" >&2) | head -1`);
    expect(cut.stdout.trimEnd().split('\n')).toHaveLength(1);
    // It may have been done with all orders before it could notice.
    expect(cut.stderr).toMatch(/^code (130|0)\n$/);
    const gone = bash(home, `(mixpress ${words.replace('run', 'run --distinct 9')}; echo "code $?" >&2) | true`);
    expect(gone.stderr).toBe('code 130\n');

    expect(bash(home, `mixpress ${words}`)).toMatchObject({ status: 0, stderr: '' });
    expect(bash(home, `mixpress worker --once`)).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(out)).toHaveLength(rows.length);
    expect(halfWritten(home, out)).toEqual([]);
    expect(unfinishedWork(home)).toEqual([]);
  });
});

describe('an answer that can not be written', () => {
  const full = existsSync('/dev/full') ? it : it.skip;

  full('is told of without a trace', () => {
    const run = bash(join(dir, 'home'), 'mixpress media > /dev/full');
    expect(run.status).toBe(1);
    expect(run.stderr).toBe(
      "error: can't write the answer: no space left on the device\nhint: see where standard output goes\n",
    );
    expect(bash(join(dir, 'home'), 'mixpress status nope 2> /dev/full').status).not.toBe(0);
  });
});

describe('orders from a pipe', () => {
  it('are made as those of a file are, to the same bytes', () => {
    const [one, two] = [join(dir, 'out-file'), join(dir, 'out-pipe')];
    const words = (from: string, out: string): string[] => ['run', from, '--library', library, '--out', out];
    expect(mixpress(join(dir, 'home-file'), words(manifest, one)).code).toBe(0);
    const orders = rows.map((row) => row.split(',')).map(([title, genre, duration]) => ({ title, genre, duration }));
    for (const [kind, input] of [
      ['csv', `title,genre,duration\n${rows.join('\n')}`],
      ['json', JSON.stringify({ orders })],
      ['ndjson', orders.map((order) => `${JSON.stringify(order)}\n`).join('')],
    ] as const) {
      const run = mixpress(join(dir, `home-${kind}`), [...words('-', two), '--format', 'ndjson'], { input });
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(ordersOf(run).map(({ title }) => title)).toEqual(['One', 'Two', 'Three']);
      expect(digests(two)).toEqual(digests(one));
    }
  });

  it('that are none are told of', () => {
    const run = mixpress(join(dir, 'home-none'), ['run', '-', '--out', join(dir, 'none')]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('error: standard input: the manifest is empty\n  hint: ');
  });

  it('find the lists that they clone from the current folder', () => {
    writeText(join(dir, 'list.m3u8'), 'music/Target (played 3 times).flac');
    const run = mixpress(
      join(dir, 'home-list'),
      ['run', '-', '--library', library, '--out', join(dir, 'out-list'), '--format', 'json'],
      { input: '{"title": "L", "clone": "list.m3u8"}\n', cwd: dir },
    );
    expect(ordersOf(run)).toMatchObject([{ state: 'done', tracks: 1 }]);
  });

  it('that never end are waited for until the first Ctrl-C', async () => {
    const child = spawn(process.execPath, [BIN, 'check'], { stdio: 'pipe' });
    const ended = once(child, 'exit');
    // More than a pipe holds: it is reading by the time that all of it is taken.
    await new Promise((taken) => child.stdin.write(Buffer.alloc(1 << 20, 'x'), taken));
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
  });
});
