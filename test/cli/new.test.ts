/** The interactive command, driven on a terminal of its own. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { numberedWav } from '../library/files.ts';
import { itWith, tempDir } from '../outside.ts';
import { fixture, halfWritten, mixpress } from './mixpress.ts';
import { CLEAR, CTRL_C, CTRL_D, DOWN, ENTER, sitDown, type Step } from './terminal.ts';

const dir = tempDir();
const home = join(dir, 'home');
const cwd = join(dir, 'cwd');

beforeAll(() => {
  mkdirSync(cwd);
  expect(mixpress(home, ['library', 'scan', fixture('music')]).code).toBe(0);
});

/** Answers the questions on a playlist up to its first preview. */
const wishes = (title: string, length: string): Step[] => [
  ['Title', title + ENTER],
  ['any genre', 'jazz'],
  ['❯ Jazz', ENTER],
  ['any style', ENTER],
  ['Length', length + ENTER],
  ['Medium', ENTER],
];

/** Chooses what a menu has by its first letters. */
const choosing = (letters: string, choice: string): Step[] => [
  ['What now?', letters],
  [`❯ ${choice}`, ENTER],
];

/** The first of the menu is marked from the start. */
const TAKING: Step = ['❯ take it', ENTER];

/** Artist and title of each track of the last list shown. */
function lastList(screen: readonly string[]): string[] {
  const head = screen.findLastIndex((line) => /^ {2}disc \d/.test(line));
  const rest = screen.slice(head + 2);
  const rows = rest.slice(
    0,
    rest.findIndex((line) => !/^ +\d+ +[\d:]+ +[\d:]+ {2}/.test(line)),
  );
  return rows.map((line) => line.replace(/^ +\d+ +[\d:]+ +[\d:]+ +/, '').replace(/ {2,}/g, ' '));
}

function storedList(workspace: string, title: string): string[] {
  const shown = mixpress(workspace, ['playlist', 'show', title, '--format', 'json']);
  const { tracks } = JSON.parse(shown.stdout) as { tracks: { artist: string; title: string }[] };
  return tracks.map((track) => `${track.artist} ${track.title}`);
}

describe('mixpress new', () => {
  itWith(['python3'], 'goes the whole way from an empty library to finished discs', () => {
    const workspace = join(dir, 'home-whole');
    const title = 'Late, "très" =1+1';
    const steps: Step[] = [
      ['library is empty', ENTER],
      ['Folder of music', `nowhere${ENTER}`],
      ['no such folder', CLEAR + fixture('music') + ENTER],
      ...wishes(title, 'an hour or so'),
      ['is not a length', `${CLEAR}1:00${ENTER}`],
      ['Medium', ENTER],
      ...choosing('sw', 'swap'),
      ['Which one goes?', DOWN],
      ['❯ 2', ENTER],
      ...choosing('pi', 'pin'),
      ['Which one stays?', ENTER],
      ...choosing('choose', 'choose again'),
      ...choosing('cha', 'change'),
      ['What?', 'maxPerArtist'],
      ['❯ maxPerArtist', ENTER],
      ['maxPerArtist (e.g. 2)', `3${ENTER}`],
      ...choosing('cha', 'change'),
      ['What?', 'order'],
      ['❯ order', ENTER],
      ['❯ shuffle', 'smooth'],
      ['❯ smooth', ENTER],
      TAKING,
      ['Another playlist?', `y${ENTER}`],
      ...wishes('Never', '1:00'),
      ...choosing('drop', 'drop'),
      ['Another playlist?', ENTER],
      ['Save as', `orders.txt${ENTER}`],
      ['ends in .csv or .json', `${CLEAR}my orders.csv${ENTER}`],
      ['Run it now?', ENTER],
      ['Folder for the bundles', ENTER],
    ];
    // Of the length that is refused, no medium is asked.
    const medium = steps.findIndex(([wanted]) => wanted === 'Medium');
    const { code, screen } = sitDown(workspace, ['new'], steps.toSpliced(medium, 1), { cwd });
    expect(screen.join('\n')).toContain('1 done');
    expect(code).toBe(0);
    expect(screen).toContain("run it with: mixpress run 'my orders.csv' --out discs");

    const text = readFileSync(join(cwd, 'my orders.csv'), 'utf8');
    expect(text.split('\n')[0]).toBe('title,genre,include,exclude,duration,order,maxPerArtist,media,seed');
    expect(mixpress(workspace, ['check', 'my orders.csv'], { cwd }).stdout).toBe('1 sound order, no problems\n');
    const dropped = screen.findIndex((line) => line.includes('Title Never'));
    const list = lastList(screen.slice(0, dropped));
    expect(list.length).toBeGreaterThan(2);
    expect(storedList(workspace, title)).toEqual(list);
    expect(readdirSync(join(cwd, 'discs'))).toHaveLength(1);
    expect(halfWritten(cwd)).toEqual([]);
  });

  itWith(['python3'], 'asks before it overwrites, and writes JSON', () => {
    writeFileSync(join(cwd, 'there.csv'), 'mine');
    const { code, screen } = sitDown(
      home,
      ['new'],
      [
        ...wishes('A', '30s'),
        TAKING,
        ['Another playlist?', ENTER],
        ['Save as', `there.csv${ENTER}`],
        ['Overwrite it?', ENTER],
        ['Save as', `there.json${ENTER}`],
        ['Run it now?', `n${ENTER}`],
      ],
      { cwd },
    );
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'there.csv'), 'utf8')).toBe('mine');
    const run = mixpress(home, ['run', 'there.json', '--out', 'json-discs'], { cwd });
    expect(run.code).toBe(0);
    expect(storedList(home, 'A')).toEqual(lastList(screen));
  });

  itWith(['python3'], 'saves nothing where it is stopped, and shows the cursor again', () => {
    const before = readdirSync(cwd);
    for (const steps of [
      [['Title', CTRL_D]],
      [...wishes('A', '30s'), ['What now?', CTRL_D]],
      [...wishes('A', '30s'), TAKING, ['Another playlist?', ENTER], ['Save as', CTRL_C]],
    ] as Step[][]) {
      const { code, screen, written } = sitDown(home, ['new'], steps, { cwd });
      expect(code).toBe(130);
      expect(screen).toContain('error: stopped; nothing was saved');
      expect(written.lastIndexOf('\u001b[?25h')).toBeGreaterThan(written.lastIndexOf('\u001b[?25l'));
    }
    expect(readdirSync(cwd)).toEqual(before);
  });

  itWith(['python3'], 'keeps what is saved where it is stopped after that', () => {
    const steps: Step[] = [
      ...wishes('A', '30s'),
      TAKING,
      ['Another playlist?', ENTER],
      ['Save as', `kept.csv${ENTER}`],
      ['Run it now?', CTRL_C],
    ];
    const { code, screen } = sitDown(home, ['new'], steps, { cwd });
    expect(code).toBe(130);
    expect(screen).toContain('error: stopped; kept.csv is saved');
    expect(mixpress(home, ['check', 'kept.csv'], { cwd }).code).toBe(0);
  });

  itWith(['python3'], 'offers no list where there is none, but to change the wish', () => {
    const { screen } = sitDown(home, ['new'], [...wishes('A', '2s'), ['❯ change', ENTER], ['What?', CTRL_C]], {
      cwd,
    });
    expect(screen).toContain('hint: ask for 0:06 or more');
    expect(screen.join('\n')).not.toContain('take it');
  });

  itWith(['python3'], 'has no colours where none are wanted', () => {
    const colours = /\u001b\[[\d;]*m/;
    expect(sitDown(home, ['new'], [['Title', CTRL_C]], { cwd }).written).toMatch(colours);
    expect(sitDown(home, ['new', '--no-color'], [['Title', CTRL_C]], { cwd }).written).not.toMatch(colours);
    const steps: Step[] = [...wishes('A', '30s'), ['What now?', CTRL_C]];
    expect(sitDown(home, ['new'], steps, { cwd, env: { NO_COLOR: '1' } }).written).not.toMatch(colours);
  });

  itWith(['python3'], 'is in order on a narrow terminal, and on one that tells no width', () => {
    const steps: Step[] = [
      ...wishes('A title that is longer than the terminal is wide, by far', '45s'),
      ...choosing('sw', 'swap'),
      ['Which one goes?', ENTER],
      ['What now?', CTRL_C],
    ];
    for (const columns of [40, 0]) {
      const { screen } = sitDown(home, ['new'], steps, { cwd, columns });
      const answers = screen.filter((line) => /^[✔?] /.test(line)).map((line) => line.slice(2).split(/[ ?]/)[0]);
      expect(answers).toEqual(['Title', 'Genre', 'Style', 'Length', 'Medium', 'What', 'Which', 'What']);
      const tracks = screen.filter((line) => /^ +\d+ +[\d:]+ +[\d:]+ {2}\S/.test(line));
      expect(tracks.length).toBeGreaterThan(2);
      for (const line of tracks) expect(line.length).toBeLessThanOrEqual(columns || 80);
    }
  });

  itWith(['python3'], 'shows foreign text harmlessly', () => {
    const library = join(dir, 'hostile');
    mkdirSync(library);
    for (const i of [1, 2, 3])
      numberedWav(join(library, `Evil\u202e\u001b]0;owned\u0007 - Song ${i}\u009b2J.wav`), i, { samples: 200_000 });
    const steps: Step[] = [
      ['library is empty', ENTER],
      ['Folder of music', library + ENTER],
      ['Title', `A${ENTER}`],
      ['any genre', ENTER],
      ['Length', `9s${ENTER}`],
      ['Medium', ENTER],
      ...choosing('sw', 'swap'),
      ['Which one goes?', ENTER],
      ...choosing('cha', 'change'),
      ['What?', 'exclude'],
      ['❯ exclude', ENTER],
      ['takes it out', ENTER],
      ['What now?', CTRL_C],
    ];
    const { written, screen } = sitDown(join(dir, 'home-hostile'), ['new'], steps, { cwd });
    expect(screen.join('\n')).toContain('Evil\\u202e');
    const rest = written.replace(/\u001b\[\??[\d;]*[A-Zhlm]/g, '');
    expect(rest).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202e]/);
  });

  itWith(['python3'], 'goes on with a manifest: changes, adds and drops playlists', () => {
    const rows = [
      'title,genre,duration,clone,notes',
      '"One, first",Jazz,30s,,kept',
      'Two,Jazz,30s,,',
      'Three,Jazz,30s,,',
      'Twin,,,Two,',
    ];
    writeFileSync(join(cwd, 'mine.csv'), `${rows.join('\n')}\n`);
    const { code, screen, written } = sitDown(
      home,
      ['new', 'mine.csv'],
      [
        ['One, first', 'two'],
        ['❯ 2', ENTER],
        ...choosing('cha', 'change'),
        ['What?', 'copies'],
        ['❯ copies', ENTER],
        ['copies (e.g.', `3${ENTER}`],
        TAKING,
        ['Which playlist?', 'three'],
        ['❯ 3', ENTER],
        ...choosing('drop', 'drop'),
        ['Which playlist?', 'first'],
        ['❯ 1', ENTER],
        ...choosing('leave', 'leave'),
        ['Which playlist?', 'twin'],
        ['❯ 3', ENTER],
        TAKING,
        ['Which playlist?', 'a new'],
        ['❯ a new one', ENTER],
        ...wishes('Four', '30s'),
        TAKING,
        ['Which playlist?', ENTER],
        ['Save as', ENTER],
        ['Run it now?', `n${ENTER}`],
      ],
      { cwd },
    );
    expect(screen).toContain('saved 4 orders as mine.csv');
    expect(written).toContain('a clone of Two');
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'mine.csv'), 'utf8').trimEnd().split('\n')).toEqual([
      'title,genre,duration,media,copies,clone,notes',
      '"One, first",Jazz,30s,,,,kept',
      'Two,Jazz,30s,,3,,',
      'Twin,,,,,Two,',
      'Four,Jazz,30s,cd-80,,,',
    ]);
  });

  itWith(['python3'], 'does not touch a manifest that has errors, or is none of its kinds', () => {
    writeFileSync(join(cwd, 'wrong.csv'), 'title,duration\nA,soon\n');
    writeFileSync(join(cwd, 'list.ndjson'), '{"title":"A"}\n');
    expect(sitDown(home, ['new', 'wrong.csv'], [], { cwd })).toMatchObject({
      code: 2,
      screen: expect.arrayContaining(['hint: mend it first: mixpress check wrong.csv']) as unknown,
    });
    expect(sitDown(home, ['new', 'list.ndjson'], [], { cwd }).screen.join('\n')).toContain('ends in .csv or .json');
    expect(sitDown(home, ['new', 'none.json'], [['Title', CTRL_C]], { cwd }).code).toBe(130);
  });

  it('says that it needs a terminal', () => {
    const run = mixpress(home, ['new'], { cwd, input: 'A\n' });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('error: mixpress new asks questions, and standard input is no terminal\nhint: ');
    expect(run.stderr).toContain('mixpress check --schema');
    expect(existsSync(join(cwd, 'orders.csv'))).toBe(false);
  });
});
