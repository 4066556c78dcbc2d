import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { GENRES } from '../../src/model/genres/vocabulary.ts';
import { tempDir } from '../outside.ts';
import { mixpress, smallLibrary, type Run } from './mixpress.ts';

const dir = tempDir();
const home = join(dir, 'home');
const genres = (...words: readonly string[]): Run => mixpress(home, ['library', 'genres', ...words]);

beforeAll(() => {
  expect(mixpress(home, ['library', 'scan', smallLibrary(join(dir, 'music'))]).code).toBe(0);
});

describe('library genres', () => {
  it('shows the tree with tracks and lengths', () => {
    expect(genres()).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        'GENRE                TRACKS  LENGTH',
        'Jazz                      2    0:12',
        '  Contemporary Jazz       1    0:05',
        '  Cool Jazz               1    0:07',
        'Non-Music                 1    0:06',
        '  Special Effects         1    0:06',
        'Stage & Screen            1    0:05',
        '  Score                   1    0:05',
        '',
      ].join('\n'),
    });
  });

  it('tells programs the same', () => {
    const counts = JSON.parse(genres('--format', 'json').stdout) as Record<string, unknown>;
    expect(Object.keys(counts)).toEqual(['tracks', 'lengthMs', 'genres', 'free', 'untagged']);
    expect(counts).toMatchObject({ tracks: 4, free: [], untagged: { tracks: 0, lengthMs: 0 } });
    const lines = genres('--format', 'ndjson').stdout.trimEnd().split('\n');
    expect(lines.length).toBe(7);
    expect(JSON.parse(lines[1]!)).toMatchObject({ genre: 'Jazz', style: 'Contemporary Jazz', free: false, tracks: 1 });
  });

  it('shows the whole vocabulary if asked', () => {
    const { stdout } = genres('--all');
    for (const genre of GENRES) expect(stdout).toContain(`\n${genre} `);
    expect(stdout).toMatch(/^ {2}Bossanova +0 +0:00$/m);
  });

  it('of an empty library says how to fill it', () => {
    const run = mixpress(join(dir, 'empty'), ['library', 'genres']);
    expect(run).toEqual({
      code: 0,
      stdout: 'the library is empty; fill it with mixpress library scan DIR\n',
      stderr: '',
    });
  });
});
