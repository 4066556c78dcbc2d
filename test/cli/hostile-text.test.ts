import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itWith, runTool, sharedPath, tempDir } from '../outside.ts';
import { fixture, mixpress, ordersOf, smallLibrary, writeText } from './mixpress.ts';

const dir = tempDir();
const LIST = sharedPath('data/suites/strings/blns.json');

/** Hostile titles of ours, and every so many of the Big List of Naughty Strings where that is at hand. */
function naughty(every: number): string[] {
  const ours = JSON.parse(readFileSync(fixture('manifests/hostile-titles.json'), 'utf8')) as { title: string }[];
  const list = existsSync(LIST) ? (JSON.parse(readFileSync(LIST, 'utf8')) as string[]) : [];
  const texts = [...ours.map(({ title }) => title), ...list.filter((_, i) => i % every === 0)];
  return texts.filter((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) && text.length <= 250);
}

/** What may move a cursor, colour a terminal or reverse a line; line ends are ours. */
function expectHarmless(output: string): void {
  expect(/[^\n\P{Cc}]|\p{Bidi_Control}|[\u2028\u2029\ufeff]/u.exec(output)).toBeNull();
  expect(output.isWellFormed()).toBe(true);
}

const JUDGES = ['7z', 'sha256sum', 'cdrdao'];

/** Unpacks all bundles and has outside programs judge them. */
function expectSoundBundles(out: string): void {
  const names = readdirSync(out);
  for (const name of names) {
    expect(name).toMatch(/^[a-z0-9][a-z0-9-]{0,39}-[0-9a-z]{8}\.zip$/);
    expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)-?\./);
  }
  const opened = join(dir, `opened-${basename(out)}`);
  expect(runTool('7z', ['x', '-bd', `-o${opened}`, join(out, '*.zip')]).status).toBe(0);
  for (const folder of readdirSync(opened)) {
    const cwd = join(opened, folder);
    const files = readdirSync(cwd, { recursive: true, encoding: 'utf8' });
    for (const file of files) expect(file).toMatch(/^[A-Za-z0-9./-]+$/);
    expect(runTool('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd }).status, folder).toBe(0);
    for (const text of files.filter((file) => /\.(txt|cue|toc|m3u8|xspf)$/.test(file)))
      expect(readFileSync(join(cwd, text), 'utf8'), `${folder}/${text}`).not.toMatch(/[^\n\r\P{Cc}]/u);
    const shown = runTool('cdrdao', ['show-toc', 'disc-1/disc.toc'], { cwd });
    expect(shown.status, folder).toBe(0);
    expect(shown.stdout + shown.stderr).not.toMatch(/WARNING|ERROR/);
  }
}

describe('hostile titles of orders', () => {
  itWith(JUDGES, 'make sound bundles with safe names, and never get to the terminal as they are', () => {
    const library = smallLibrary(join(dir, 'music'));
    const titles = naughty(13);
    const orders = [
      { title: 'Source', genre: 'Stage & Screen', duration: '0:06' },
      ...titles.map((title) => ({ title, clone: 'Source', notes: title, performer: title })),
    ];
    const manifest = join(dir, 'titles.json');
    writeFileSync(manifest, JSON.stringify(orders));
    const [home, out] = [join(dir, 'home'), join(dir, 'titles')];
    const words = ['run', manifest, '--library', library, '--out', out];

    const run = mixpress(home, words);
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    expectHarmless(run.stdout);
    expect(run.stdout).toContain(`\n${orders.length} done\n`);
    const again = mixpress(home, [...words, '--format', 'ndjson']);
    expect(ordersOf(again).every(({ state }) => state === 'done')).toBe(true);
    expect(new Set(ordersOf(again).map(({ bundle }) => bundle)).size).toBe(orders.length);
    expect(readdirSync(out)).toHaveLength(orders.length);
    expectSoundBundles(out);

    for (const more of [['status'], ['playlist', 'list'], [...words, '--dry-run']])
      expectHarmless(mixpress(home, more).stdout);
    const title = titles.find((text) => /[^\P{Cc}]|\p{Bidi_Control}/u.test(text))!;
    for (const more of [['show'], ['export', '--as', 'm3u8'], ['export', '--as', 'xspf']])
      expectHarmless(mixpress(home, ['playlist', ...more, title]).stdout);
  });

  it('are told of harmlessly where they are wrong', () => {
    const manifest = writeText(
      join(dir, 'wrong.json'),
      JSON.stringify([
        { title: 'A\u001b[2J\u202eB', duration: '\u001b]0;owned\u0007', genre: '\u009b31m' },
        { title: 'C', '\u001b[31mgenre': 'x', media: '\u2066cd', copies: '\u0007' },
      ]),
    );
    for (const words of [
      ['check', manifest],
      ['run', manifest, '--out', join(dir, 'none')],
    ]) {
      const { code, stdout, stderr } = mixpress(join(dir, 'home-wrong'), words);
      expect(code).toBe(2);
      expectHarmless(stdout + stderr);
    }
  });

  it('are told of harmlessly where they name what is not there', () => {
    const manifest = writeText(
      join(dir, 'unknown.json'),
      JSON.stringify([
        { title: 'G\u001b[2J', genre: 'Ja\u001b[31mzz', duration: '0:06' },
        { title: 'C\u202e', clone: 'x\u001b]0;owned\u0007' },
        { title: 'F\u0085', clone: 'a\u001b[2J.m3u8' },
      ]),
    );
    const library = smallLibrary(join(dir, 'music'));
    for (const more of [[], ['--quiet']]) {
      const run = mixpress(join(dir, 'home-unknown'), [
        ...['run', manifest, '--library', library, '--out', join(dir, 'unknown'), ...more],
      ]);
      expect(run.code).toBe(3);
      expectHarmless(run.stdout + run.stderr);
    }
    for (const words of [
      ['playlist', 'show', '\u001b[2Jx'],
      ['status', '\u001b[2J'],
    ]) {
      const run = mixpress(join(dir, 'home-unknown'), words);
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expectHarmless(run.stderr);
    }
  });
});

describe('hostile tags of tracks', () => {
  itWith([...JUDGES, 'metaflac'], 'make a sound disc, and never get to the terminal as they are', () => {
    const library = join(dir, 'tagged');
    mkdirSync(library);
    const texts = naughty(12).filter((text) => !text.includes('\0')); // No program can be given one.
    for (const [i, text] of texts.entries()) {
      const file = join(library, `${i}.flac`);
      copyFileSync(fixture('music/Effects/Target (played 3 times).flac'), file);
      const tags = ['TITLE', 'ARTIST', 'ALBUM', 'GENRE'].map((name) => `--set-tag=${name}=${text}`);
      const tagged = runTool('metaflac', ['--remove-all-tags', '--no-utf8-convert', ...tags, file]);
      if (tagged.status !== 0) rmSync(file); // It takes nearly everything.
    }
    const [home, out] = [join(dir, 'home-tagged'), join(dir, 'tags')];
    const manifest = writeText(join(dir, 'all.csv'), 'title,duration', 'All,fill');
    const run = mixpress(home, ['run', manifest, '--library', library, '--out', out]);
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 3, stderr: '' });
    expectHarmless(run.stdout);
    const [order] = ordersOf(mixpress(home, ['status', '--format', 'json']));
    expect(order!.tracks).toBeGreaterThan(texts.length / 2);
    expectSoundBundles(out);
    for (const words of [
      ['library', 'list'],
      ['playlist', 'show', 'All'],
      ['playlist', 'export', 'All'],
      ['playlist', 'export', 'All', '--as', 'xspf'],
      ['run', manifest, '--library', library, '--dry-run'],
    ])
      expectHarmless(mixpress(home, words).stdout);
  });

  it('of files with hostile names are told of harmlessly', () => {
    const library = smallLibrary(join(dir, 'names'));
    writeFileSync(join(library, 'a\u001b[2J\nb\u202e.mp3'), 'no audio');
    writeFileSync(Buffer.concat([Buffer.from(`${library}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.flac')]), 'x');
    const scan = mixpress(join(dir, 'home-names'), ['library', 'scan', library]);
    expect(scan.code).toBe(0);
    expect(scan.stderr.match(/^error: /gm)).toHaveLength(2);
    expectHarmless(scan.stdout + scan.stderr);
  });
});
