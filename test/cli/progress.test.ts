/** What is shown of the work while it goes on, on terminals of many widths. */
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect } from 'vitest';
import { itWith, tempDir } from '../outside.ts';
import { mixpress, smallLibrary, writeText } from './mixpress.ts';
import { CTRL_C, sitDown, type Sitting, type Step } from './terminal.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));
const rows = ['"深夜のジャズ, with a title that no narrow terminal holds",Jazz,0:12', 'Two,Non-Music,0:06'];
const manifest = writeText(join(dir, 'orders.csv'), 'title,genre,duration', ...rows);
const places = (name: string): string[] => ['--library', library, '--no-insert', '--out', join(dir, `out-${name}`)];

function sit(name: string, words: readonly string[], columns: number, steps: readonly Step[] = []): Sitting {
  return sitDown(join(dir, `home-${name}`), words, steps, { cwd: dir, columns });
}

/** The lines of each time that the block was drawn: all that stands between the marks of one picture. */
function pictures(written: string): string[][] {
  return [...written.matchAll(/\u001b\[\?2026h([^]*?)\u001b\[\?2026l/g)].map(([, drawn]) =>
    drawn!.replaceAll(/\u001b\[[\d;]*[A-Za-z]/g, '').split('\r\n'),
  );
}

describe('the live block', () => {
  for (const columns of [20, 200])
    itWith(['python3'], `of a run keeps to a terminal of ${columns} columns, and is taken away`, () => {
      const words = ['run', manifest, ...places(`${columns}`)];
      const { code, written, screen } = sit(`${columns}`, words, columns);
      expect(code).toBe(0);
      const drawn = pictures(written);
      expect(drawn.length).toBeGreaterThan(1);
      for (const line of drawn.flat()) expect(stringWidth(line)).toBeLessThan(columns);
      expect(drawn.flat().join('\n')).toContain(columns === 20 ? '0 %  0 of 2' : '0 of 2 orders done');
      expect(screen.join('')).toContain('orders.csv: batch');
      expect(screen.join('\n')).not.toMatch(/ %|orders done/);
    });

  itWith(['python3'], 'of a worker leaves the lines that tell what is done', () => {
    const home = join(dir, 'home-worker');
    expect(mixpress(home, ['submit', manifest, ...places('worker')]).code).toBe(0);
    const { code, written, screen } = sit('worker', ['worker', '--once', '--jobs', '2'], 200);
    expect(code).toBe(0);
    expect(written).toContain('of 2 orders done');
    expect(screen.filter(Boolean)).toHaveLength(2);
    for (const line of screen.filter(Boolean)) expect(line).toMatch(/^done: batch \w{16}, row [12] .*\.zip$/);
  });

  itWith(['python3'], 'is gone after Ctrl-C, once or twice, and what to do next is told', () => {
    const { code, screen } = sit('stopped', ['run', manifest, ...places('stopped')], 80, [['orders done', CTRL_C]]);
    expect(code).toBe(130);
    expect(screen.filter((line) => line !== '' && !line.startsWith('stopping when what is being made'))).toEqual([
      'error: stopped; what was finished is kept',
      'hint: run the same command again to go on',
    ]);
    const twice = sit('stopped', ['run', manifest, ...places('stopped')], 80, [['orders done', CTRL_C + CTRL_C]]);
    expect(twice.code).toBe(130);
    expect(twice.screen.join('\n')).not.toMatch(/ %|orders done/);
  });
});
