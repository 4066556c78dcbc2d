import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/base/problem.ts';
import { tempDir } from '../outside.ts';
import { fixture, mixpress, ordersOf, smallLibrary, writeText, type Run, type RunOptions } from './mixpress.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));
const home = join(dir, 'home');
const out = join(dir, 'out');

function run(manifests: readonly string[], more: readonly string[] = [], options: RunOptions = {}): Run {
  return mixpress(home, ['run', ...manifests, '--library', library, '--out', out, '--no-insert', ...more], options);
}

/** A manifest that is refused leaves the world as it was. */
function expectUntouched(): void {
  expect([home, out].filter(existsSync)).toEqual([]);
}

/** A file of so many bytes that takes no room. */
function hugeFile(name: string, bytes: number): string {
  const path = join(dir, name);
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes);
  closeSync(file);
  return path;
}

describe('a manifest that can not be used', () => {
  const make: Readonly<Record<string, (path: string) => void>> = {
    empty: (path) => writeFileSync(path, ''),
    'nothing but a header': (path) => writeFileSync(path, 'title,genre\n'),
    'nothing but blanks': (path) => writeFileSync(path, ' \n\n \n'),
    binary: (path) => writeFileSync(path, Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256))),
    'a folder': (path) => mkdirSync(path),
  };

  it.each([
    ['missing', 'no such file or folder', "check the path, or give '-'"],
    ['empty', 'the manifest is empty', 'it needs a header line'],
    ['nothing but a header', 'the manifest has no orders', 'add one row for each playlist'],
    ['nothing but blanks', 'the manifest has no orders', 'add one row for each playlist'],
    ['binary', 'the manifest is not text', 'export the sheet as CSV'],
    ['a folder', 'it is a folder, not a file', "check the path, or give '-'"],
  ])('because it is %s is refused with what, where and cure', (kind, what, cure) => {
    const path = join(dir, `${kind}.csv`);
    make[kind]?.(path);
    const { code, stdout, stderr } = run([path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(what);
    expect(stderr).toContain(path);
    expect(stderr).toContain(`hint: ${cure}`);
    expectUntouched();
  });

  it.each([
    ['a file', (path: string) => run([path])],
    ['standard input', () => run(['-'], [], { input: Buffer.alloc(65_000_000, 'a,b\n') })],
  ])('because it is too large is refused, as %s', (_kind, start) => {
    const { code, stdout, stderr } = start(hugeFile('huge.csv', 200_000_000));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: the manifest .* is larger than 64\.0 MB\nhint: /);
    expectUntouched();
  });

  it('because it is hugely larger than memory is refused before it is read', () => {
    const path = hugeFile('immense.csv', 2 ** 42);
    const { code, stderr } = run([path], [], { env: { NODE_OPTIONS: '--max-old-space-size=64' } });
    expect(code).toBe(2);
    expect(stderr).toContain(`the manifest ${path} is larger than 64.0 MB`);
  });

  it.each([
    ['an.json', '[{"title": "A",}]', ':1: not JSON'],
    ['cut.json', '[{"title": "A', ':1: the JSON ends too early'],
    ['deep.json', '['.repeat(100_000), 'the JSON ends too early'],
    ['text.json', '"A"', 'the manifest must be an array of orders'],
    ['defaults.json', '{"defaults": 5, "orders": [{"title": "A"}]}', '"defaults" must be an object'],
    ['no-list.json', '{"orders": {"title": "A"}}', 'the manifest must be an array of orders'],
    ['a.ndjson', '{"title": "A"}\n{"title": \n', ':2 (row 2): the JSON ends too early'],
    ['quote.csv', 'title,genre\n"A,Jazz\nB,Jazz\n', ':2 (row 1): wrong quotes in the row that begins here'],
  ])('%s is told of with its place', (name, text, message) => {
    const path = join(dir, name);
    writeFileSync(path, text);
    const { code, stdout, stderr } = run([path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(path);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/\n {2}hint: .+\n/);
    expect(stderr).toContain('nothing was done');
    expectUntouched();
  });

  it('lists the problems of all its rows and says what --keep-going would do', () => {
    const path = fixture('manifests/problems.csv');
    const { code, stdout, stderr } = run([path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.match(/^error: .*problems\.csv:\d+/gm)).toHaveLength(21);
    expect(stderr).toContain('unknown column "gerne"\n  hint: did you mean genre?');
    expect(stderr).toContain('error: the manifest has 21 errors; nothing was done');
    expectUntouched();
  });

  it('is told of on standard output for programs, in their format', () => {
    const json = run([fixture('manifests/problems.json')], ['--format', 'json']);
    expect(json.code).toBe(2);
    expect((JSON.parse(json.stdout) as { problems: Problem[] }).problems).toHaveLength(15);
    const ndjson = run([fixture('manifests/problems.json')], ['--format', 'ndjson']);
    expect(ndjson.code).toBe(2);
    const rows = ndjson.stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as Problem).row);
    expect(rows).toHaveLength(15);
  });

  it('keeps the sound ones beside it from being made', () => {
    const good = writeText(join(dir, 'good.csv'), 'title,genre,duration', 'Trumpets,Jazz,0:06');
    const { code, stderr } = run([good, join(dir, 'nowhere.csv')]);
    expect(code).toBe(2);
    expect(stderr).toContain('nowhere.csv');
    expectUntouched();
    expect(run([good, fixture('manifests/duplicate-column.csv')]).code).toBe(2);
    expectUntouched();
  });

  it('with thousands of problems shows the first of them', () => {
    const path = writeText(join(dir, 'many.csv'), 'title,duration', ...Array.from({ length: 5000 }, () => 'A,long'));
    const { code, stderr } = run([path]);
    expect(code).toBe(2);
    expect(stderr.match(/^error: .*many\.csv/gm)).toHaveLength(100);
    expect(stderr).toContain('... and 4900 more (all of them: mixpress check --format json)');
  });

  it('can not hide control characters in its name or its cells', () => {
    const path = writeText(join(dir, 'a\u001b[31m\nb.csv'), 'title,g\u009benre,duration', 'A,B,\u001b[2J');
    for (const stderr of [run([path]).stderr, run([`${path}.gone`]).stderr, mixpress(home, ['check', path]).stdout])
      expect(stderr).not.toMatch(/[^\n\P{Cc}]/u);
  });
});

describe('run --keep-going', () => {
  it('makes the sound rows, reports the others and exits with 3', () => {
    const [home, out] = [join(dir, 'home-going'), join(dir, 'out-going')];
    const path = writeText(
      join(dir, 'mixed.csv'),
      'title,genre,duration',
      'Bad,Jazz,an hour',
      'Good,Jazz,0:06',
      ',Jazz,0:06',
      'Also Good,Non-Music,0:06',
    );
    const made = mixpress(home, [
      'run',
      path,
      '--library',
      library,
      '--out',
      out,
      '--no-insert',
      '--keep-going',
      '--format',
      'json',
    ]);
    expect(made.code).toBe(3);
    expect(made.stderr.match(/^error: .*mixed\.csv/gm)).toHaveLength(2);
    expect(ordersOf(made).map(({ row, state }) => [row, state])).toEqual([
      [2, 'done'],
      [4, 'done'],
    ]);
    expect(readdirSync(out)).toHaveLength(2);
    const { problems } = JSON.parse(made.stdout) as { problems: Problem[] };
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [1, 'duration'],
      [3, 'title'],
    ]);
  });

  it('is of no use where no row is sound', () => {
    const { code, stderr } = run([fixture('manifests/header-only.csv')], ['--keep-going']);
    expect(code).toBe(2);
    expect(stderr).toContain('the manifest has no orders');
    expectUntouched();
  });
});
