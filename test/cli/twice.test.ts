/** The same command again: nothing is done twice, and what is made again has the same bytes. */
import { once } from 'node:events';
import { copyFileSync, readdirSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { itWith, runTool, tempDir } from '../outside.ts';
import {
  digests,
  fixture,
  halfWritten,
  mixpress,
  ordersOf,
  smallLibrary,
  startMixpress,
  unfinishedWork,
  writeText,
  type Run,
  type RunOptions,
} from './mixpress.ts';
import { Database } from '../../src/store/sqlite.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));
const header = 'title,genre,duration,copies,clone,notes';
const rows = ['Jazz,Jazz,0:12,2,,', 'Sounds,Non-Music,0:06,,,', 'Copy,,,,Jazz,', 'Listed,,,,list.m3u8,'];
const manifest = writeText(join(dir, 'orders.csv'), header, ...rows);
writeText(join(dir, 'list.m3u8'), '#EXTINF:6,emegeme - Target (played 3 times)', 'Target (played 3 times).flac');

function run(
  home: string,
  out: string,
  options: RunOptions & { readonly of?: string; readonly from?: string; readonly insert?: boolean } = {},
): Run {
  const { of = manifest, from = library, insert = false } = options;
  const words = ['run', of, '--library', from, '--out', out, '--format', 'json', ...(insert ? [] : ['--no-insert'])];
  const made = mixpress(home, words, options);
  expect(made, made.stderr + made.stdout).toMatchObject({ code: 0, stderr: '' });
  expect(halfWritten(home, out)).toEqual([]);
  expect(unfinishedWork(home)).toEqual([]);
  return made;
}

function events(home: string): unknown[] {
  const db = new Database(join(home, 'mixpress.db'), { readonly: true });
  try {
    return db.prepare('SELECT * FROM events ORDER BY batch_id, sequence').all();
  } finally {
    db.close();
  }
}

function times(out: string): Readonly<Record<string, number>> {
  return Object.fromEntries(readdirSync(out).map((name) => [name, statSync(join(out, name)).mtimeMs]));
}

const [home, out] = [join(dir, 'home'), join(dir, 'out')];
let first: Run;
let whole: Readonly<Record<string, string>>;

beforeAll(() => {
  first = run(home, out);
  whole = digests(out);
  expect(Object.keys(whole)).toHaveLength(rows.length);
});

describe('a second run', () => {
  it('says that there is nothing to do, and does nothing', () => {
    const [log, made] = [events(home), times(out)];
    expect(run(home, out).stdout).toBe(first.stdout);
    expect(events(home)).toEqual(log);
    expect(times(out)).toEqual(made);
    const text = mixpress(home, ['run', manifest, '--library', library, '--out', out, '--no-insert']);
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toContain('\n4 done; all as before, nothing to do\n');
  });

  it('makes a bundle again that is gone or cut short, to the same bytes, and no other', () => {
    const made = times(out);
    const [gone, ...others] = Object.keys(made);
    rmSync(join(out, gone!));
    expect(run(home, out).stdout).toBe(first.stdout);
    expect(digests(out)).toEqual(whole);
    for (const name of others) expect(times(out)[name]).toBe(made[name]);
    truncateSync(join(out, gone!), 1000);
    run(home, out);
    expect(digests(out)).toEqual(whole);
  });

  it('remakes the rows that have changed, and no other', () => {
    const before = ordersOf(first);
    const made = times(out);
    const changed = writeText(
      join(dir, 'changed.csv'),
      header,
      rows[0]!,
      'Sounds,Non-Music,0:06,5,,new note',
      ...rows.slice(2),
    );
    const after = ordersOf(run(home, out, { of: changed }));
    expect(after.map(({ playlist }) => playlist)).toEqual(before.map(({ playlist }) => playlist));
    for (const [i, { bundle }] of before.entries()) {
      const name = basename(bundle!);
      if (i === 1) expect(digests(out)[basename(after[i]!.bundle!)]).not.toBe(whole[name]);
      else expect(times(out)[name], name).toBe(made[name]);
    }
    run(home, out);
    expect(digests(out)).toMatchObject(whole);
  });

  it('finds every row where rows have been added above', () => {
    const made = times(out);
    const longer = writeText(join(dir, 'longer.csv'), header, 'New,Stage & Screen,0:06,,,', ...rows);
    const after = ordersOf(run(home, out, { of: longer }));
    expect(after.slice(1).map(({ bundle }) => bundle)).toEqual(ordersOf(first).map(({ bundle }) => bundle));
    expect(times(out)).toMatchObject(made);
  });
});

describe('a bundle', () => {
  itWith(['unzip'], 'is never taken for that of another order, though it has its name and its size', () => {
    const [home, out] = [join(dir, 'home-notes'), join(dir, 'out-notes')];
    const notes = ['red', 'tan', 'one', 'two', 'abc', 'xyz', 'sky', 'cat'];
    const manifests = notes.map((note) =>
      writeText(join(dir, `${note}.csv`), header, `Noted,Stage & Screen,0:06,,,${note}`),
    );
    const words = ['--library', library, '--out', out, '--no-insert', '--format', 'json'];
    expect(mixpress(home, ['run', ...manifests, ...words]).code).toBe(0);
    for (const [i, note] of notes.entries()) {
      const [order] = ordersOf(mixpress(home, ['run', manifests[i]!, ...words]));
      const readme = runTool('unzip', ['-p', order!.bundle!, '*/README.txt']).stdout;
      expect(readme).toMatch(new RegExp(`^${note}$`, 'm'));
    }
  });
});

describe('the same orders', () => {
  it('have the same bytes from another home, another folder, another time zone and another language', () => {
    const moved = smallLibrary(join(dir, 'mounted elsewhere/Musik'));
    const far = { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', NODE_OPTIONS: '--no-warnings' };
    const there = { from: moved, env: far, cwd: dir };
    const [near, away] = [join(dir, 'out-near'), join(dir, 'out far/away')];
    run(join(dir, 'home-far'), away, there);
    expect(digests(away)).toEqual(whole);
    const one = writeText(join(dir, 'one-insert.csv'), header, rows[0]!);
    run(home, near, { of: one, insert: true });
    run(join(dir, 'home-far'), away, { ...there, of: one, insert: true });
    expect(digests(away)).toEqual({ ...whole, ...digests(near) });
  });

  it('have the same bytes once the library has moved, without being made again', () => {
    const from = smallLibrary(join(dir, 'before'));
    const [home, out] = [join(dir, 'home-moved'), join(dir, 'out-moved')];
    run(home, out, { from });
    const made = times(out);
    renameSync(from, join(dir, 'after'));
    run(home, out, { from: join(dir, 'after') });
    expect(times(out)).toEqual(made);
    rmSync(out, { recursive: true });
    run(home, out, { from: join(dir, 'after') });
    expect(digests(out)).toEqual(whole);
  });

  it('are not touched by tracks that their rules keep out', () => {
    const from = smallLibrary(join(dir, 'growing'));
    const [home, out] = [join(dir, 'home-growing'), join(dir, 'out-growing')];
    run(home, out, { from });
    const made = times(out);
    copyFileSync(fixture('music/emegeme/country (excerpt 1).ogg'), join(from, 'country.ogg'));
    run(home, out, { from });
    expect(times(out)).toEqual(made);
    expect(digests(out)).toEqual(whole);
  });

  it("have the same bytes when their clone of a stored playlist has that one's title", () => {
    const [home, out] = [join(dir, 'home-namesake'), join(dir, 'out-namesake')];
    const [original, clone] = ['Same,Stage & Screen,0:06,,,', 'Same,,,,Same,'].map((row, i) =>
      writeText(join(dir, `namesake-${i}.csv`), header, row),
    );
    run(home, out, { of: original! });
    const once = run(home, out, { of: clone! });
    const made = digests(out);
    expect(run(home, out, { of: clone! }).stdout).toBe(once.stdout);
    expect(digests(out)).toEqual(made);
  });
});

describe('two runs at a time', () => {
  const many = writeText(join(dir, 'many.csv'), header, ...Array.from({ length: 200 }, (_, i) => `M${i},Jazz,0:12,,,`));

  it('of one manifest: the second is told so and exits with 6; other manifests go on', async () => {
    const [home, out] = [join(dir, 'home-two'), join(dir, 'out-two')];
    const places = ['--library', library, '--no-insert', '--out'];
    const words = ['run', many, ...places, out];
    const child = startMixpress(home, words);
    const ended = once(child, 'exit');
    try {
      while (child.exitCode === null && !mixpress(home, ['status', '--format', 'json']).stdout.includes('"done"'));
      const second = mixpress(home, words);
      expect(second).toMatchObject({ code: 6, stdout: '' });
      expect(second.stderr).toMatch(
        /^error: another run is working on .*many\.csv \(batch \w{16}\)\nhint: follow it with mixpress watch \w{6}, or see /,
      );
      const hint = /mixpress (status \w+)/.exec(second.stderr)![1]!.split(' ');
      expect(mixpress(home, hint).stdout).toMatch(/^batch \w{16}: running, \d+ %/);

      const both = mixpress(home, ['run', many, manifest, ...places, join(dir, 'out-both')]);
      expect(both.code).toBe(6);
      expect(both.stdout).toContain('\n4 done\n');
      expect(both.stderr).toMatch(/^error: another run is working on .*many\.csv/);

      const other = join(dir, 'out-other');
      expect(mixpress(home, ['run', manifest, ...places, other])).toMatchObject({ code: 0 });
      expect(digests(other)).toEqual(whole);
      expect(mixpress(home, [...words, '--dry-run']).code).toBe(0);
      expect(child.exitCode).toBeNull();
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  });
});
