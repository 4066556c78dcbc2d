import { spawn } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { mixpress, writeText } from './mixpress.ts';
import { CTRL_C, sitDown } from './terminal.ts';

const dir = tempDir();
/** More than half a MiB, which is read in two pieces, and more rows in that than one transaction has. */
const ROWS = 27_000;

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
  itWith(['python3', 'bash', 'mkfifo'], 'tells how fast it is, may be stopped, and goes on from there', async () => {
    const lines = Array.from({ length: ROWS }, (_, i) => `S${i},B${i % 700},${i % 3 === 0 ? 'Jazz' : 'Rock'},3:00`);
    const text = writeText(join(dir, 'text.csv'), 'title,artist,genre,duration', ...lines);
    const list = join(dir, 'list.csv');
    const whole = join(dir, 'whole');
    expect(mixpress(whole, ['library', 'import', text]).code).toBe(0);

    // Who reads from a pipe that stays open never comes to an end by itself.
    expect(runTool('mkfifo', [list]).status).toBe(0);
    const feeder = spawn('bash', ['-c', 'exec 3> "$0"; cat "$1" >&3; read', list, text]);
    const home = join(dir, 'stopped');
    const stopped = sitDown(home, ['library', 'import', list], [[' rows/s', CTRL_C]], { cwd: dir });
    feeder.stdin.end();
    expect(stopped.code).toBe(130);
    const kept = Number(/list\.csv: (\d+) rows, \d+ rows\/s/.exec(stopped.written)?.[1]);
    expect(kept).toBeGreaterThan(0);
    expect(stopped.screen.join('\n')).toContain('stopped; what was finished is kept');

    renameSync(text, list);
    const again = mixpress(home, ['library', 'import', list, '--format', 'json']);
    expect(again.code).toBe(0);
    const { files } = JSON.parse(again.stdout) as { files: unknown[] };
    expect(files).toMatchObject([{ rows: ROWS, known: kept, new: ROWS - kept }]);
    expect(contentOf(home)).toEqual(contentOf(whole));
  });
});
