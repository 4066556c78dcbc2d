/** Inserts as a user gets them, does without them, and is told what is wrong with a font. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itWith, runTool, tempDir } from '../outside.ts';
import { mixpress, ordersOf, smallLibrary, writeText, type Run } from './mixpress.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));
const out = join(dir, 'out');
const manifest = writeText(join(dir, 'orders.csv'), 'title,genre,duration,copies', '夜,Jazz,0:12,2');

function run(...more: string[]): Run {
  return mixpress(join(dir, 'home'), [
    'run',
    manifest,
    '--library',
    library,
    '--out',
    out,
    '--format',
    'json',
    ...more,
  ]);
}

function inBundle(pattern: string): Uint8Array {
  const [bundle] = readdirSync(out);
  return runTool('unzip', ['-p', join(out, bundle!), pattern]).bytes;
}

describe('a bundle', () => {
  itWith(['unzip', 'pdfinfo'], 'has an insert, on the paper and in the font asked for, or none', () => {
    const [first] = ordersOf(run());
    expect(first!.warnings).toEqual([
      expect.stringContaining('CD-TEXT'),
      'the insert writes "夜" as "Ye", which its typeface can set; name another one with --insert-font FILE',
    ]);
    const pages = (): string => runTool('pdfinfo', ['-'], { input: inBundle('*/insert.pdf') }).stdout;
    expect(pages()).toMatch(/Pages: +5\n/);
    expect(pages()).toContain('841.89 x 595.276 pts (A4)');

    expect(run('--paper', 'letter').code).toBe(0);
    expect(pages()).toContain('792 x 612 pts (letter)');

    const [last] = ordersOf(run('--no-insert'));
    expect(last!.warnings).toHaveLength(1);
    expect(JSON.parse(Buffer.from(inBundle('*/bundle.json')).toString())).toMatchObject({ insert: null });
    expect(inBundle('*/insert.pdf')).toHaveLength(0);
  });
});

describe('what can not be printed with', () => {
  it.each([
    ['--paper', 'a5', '--paper takes a4, letter'],
    ['--insert-font', join(dir, 'none.ttf'), "can't read the font"],
    ['--insert-font', manifest, "can't set inserts in the font"],
  ])('%s %s is refused before anything is made', (flag, value, message) => {
    const { code, stderr } = run(flag, value);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('hint:');
  });
});
