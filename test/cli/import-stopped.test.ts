import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { itWith, projectRoot, tempDir } from '../outside.ts';
import { BIN, mixpress, writeText } from './mixpress.ts';
import { sitDown } from './terminal.ts';

const dir = tempDir();
/** Far more than one transaction takes, and than pipes and streams hold. */
const ROWS = 50_000;
const LIST = [
  'title,artist,genre',
  ...Array.from({ length: ROWS }, (_, i) => `S${i},B${i % 700},${i % 3 === 0 ? 'Jazz' : 'Rock'}`),
  '',
].join('\n');

/** All that a workspace knows of tracks and of places in catalogues. */
function contentOf(home: string): unknown[] {
  const store = openStore(join(home, 'mixpress.db'));
  const content = [
    'SELECT id, title, artist, genres, length_samples FROM tracks ORDER BY id',
    'SELECT row, track_id FROM places ORDER BY row',
    'SELECT * FROM track_keys ORDER BY key, track_id',
  ].map((sql) => store.db.prepare(sql).all());
  store.close();
  return content;
}

describe('library import', () => {
  it('may be stopped, keeps what it has read, and goes on from there', async () => {
    const [home, whole] = [join(dir, 'stopped'), join(dir, 'whole')];
    const words = ['library', 'import', '-', '--format', 'json'];
    const child = spawn(process.execPath, [BIN, ...words], {
      cwd: projectRoot,
      env: { PATH: process.env['PATH'], HOME: home, MIXPRESS_HOME: home },
    });
    const [told, exit] = [text(child.stderr), once(child, 'exit')];
    // Its input never ends. Once all is taken, most of it has been read.
    await new Promise((resolve) => child.stdin.write(LIST, resolve));
    child.kill('SIGINT');
    expect(await exit).toEqual([130, null]);
    expect(await told).toContain('stopped; what was finished is kept');

    const again = mixpress(home, words, { input: LIST });
    const { files } = JSON.parse(again.stdout) as { files: { rows: number; known: number; new: number }[] };
    const { rows, known, new: fresh } = files[0]!;
    expect([again.code, rows, known + fresh]).toEqual([0, ROWS, ROWS]);
    expect(known).toBeGreaterThan(0);
    expect(mixpress(whole, words, { input: LIST }).code).toBe(0);
    expect(contentOf(home)).toEqual(contentOf(whole));
  });

  itWith(['python3'], 'tells on a terminal how far it is, and how fast', () => {
    const list = writeText(join(dir, 'list.csv'), LIST);
    const { code, written } = sitDown(join(dir, 'told'), ['library', 'import', list], [[' rows/s', '']], { cwd: dir });
    expect(code).toBe(0);
    expect(written).toMatch(/list\.csv: \d+ rows, \d+ rows\/s/);
  });
});
