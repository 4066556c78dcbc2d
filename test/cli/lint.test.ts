import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../outside.ts';
import { mixpress } from './mixpress.ts';

const dir = tempDir();
const home = join(dir, 'home');

function listOf(name: string, artists: string): string {
  const path = join(dir, name);
  const entries = [...artists].map(
    (artist, i) => `#EXTINF:240,${artist.toUpperCase()}${artist} - Title ${i}\n${i}.mp3\n`,
  );
  writeFileSync(path, `#EXTM3U\n${entries.join('')}`);
  return path;
}

describe('playlist lint', () => {
  it('finds every place that breaks the statute in a file of which the library knows nothing', () => {
    const { code, stdout } = mixpress(home, [
      'playlist',
      'lint',
      listOf('four.m3u8', 'aaaab'),
      '--rules',
      'us-performance-complement',
      '--format',
      'json',
    ]);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      tracks: 5,
      unknown: 0,
      breaches: [{ position: 4, rule: 'artist-window', wanted: 3, found: 4 }],
    });
  });

  it('says that all is well, and nothing where asked to be quiet', () => {
    const path = listOf('fine.m3u8', 'abcabc');
    expect(mixpress(home, ['playlist', 'lint', path, '--artist-gap', '2'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('all rules kept') as string,
    });
    expect(mixpress(home, ['playlist', 'lint', path, '--artist-gap', '2', '--quiet'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(mixpress(home, ['playlist', 'lint', path, '--artist-gap', '3'])).toMatchObject({ code: 3 });
  });

  it('takes every rule on lists, as a manifest writes it', () => {
    const path = listOf('all.m3u8', 'abab');
    const lint = (...flags: readonly string[]): unknown =>
      (
        JSON.parse(mixpress(home, ['playlist', 'lint', path, ...flags, '--format', 'json']).stdout) as {
          breaches: unknown;
        }
      ).breaches;
    expect(lint('--artist-gap', '10m')).toMatchObject([
      { rule: 'artist-gap', position: 3, wanted: 45_000, found: 18_000 },
      { rule: 'artist-gap', position: 4 },
    ]);
    expect(lint('--title-gap', '3')).toEqual([]);
    expect(lint('--quota', 'artist:AA >= 60%', '--quota', 'artist:BB <= 50%')).toMatchObject([
      { rule: 'quota AA', position: null, wanted: 60, found: 50 },
    ]);
    expect(lint('--spread', 'year 10')).toEqual([]);
  });

  it.each([
    [[], 'which rules should the list keep?'],
    [['--rules', 'us-performance-complment'], 'did you mean us-performance-complement?'],
    [['--max-per-artist', 'two'], '--max-per-artist: "two" is not a whole number from 1 to 999'],
    [['--artist-gap', 'soon'], '--artist-gap: "soon" is not a length'],
    [['--quota', 'Jazz'], '--quota: "Jazz" is not a quota'],
    [['--spread', 'mood 3'], 'write year 10, bpm 20 or energy 0.3'],
  ])('with %j says what to type', (flags, message) => {
    const { code, stderr } = mixpress(home, ['playlist', 'lint', join(dir, 'fine.m3u8'), ...flags]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
