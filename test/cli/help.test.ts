import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, GROUPS } from '../../src/cli/commands/index.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { SETTINGS } from '../../src/cli/settings.ts';
import { projectRoot, tempDir } from '../outside.ts';
import { fixture, mixpress } from './mixpress.ts';

const home = join(tempDir(), 'home');

/** The help of a command, as the command line is built for it. */
async function helpOf(name: string): Promise<string> {
  const words = name.split(' ');
  const program = await buildProgram([...words, '--help'], '', () => Promise.resolve());
  const command = words.reduce((parent, word) => parent.commands.find((one) => one.name() === word)!, program);
  let shown = '';
  command.configureOutput({ writeOut: (text) => void (shown += text) }).outputHelp();
  return shown;
}

describe('help', () => {
  it('comes with exit code 2 where no command is named', () => {
    const run = mixpress(home, []);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('Usage: mixpress');
    expect(mixpress(home, ['playlist'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('lists every command and every group, and fits 100 columns', () => {
    const { code, stdout, stderr } = mixpress(home, ['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const names = COMMANDS.map(({ name }) => name.split(' ')[0]!);
    for (const name of [...names, ...Object.keys(GROUPS)]) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain('Exit codes:');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it.each(COMMANDS.map(({ name, summary }) => [name, summary]))(
    'of %s shows its options and examples',
    async (name, summary) => {
      const shown = await helpOf(name);
      expect(shown).toContain(`Usage: mixpress ${name} `);
      expect(shown).toContain(summary);
      for (const { flags } of SETTINGS) expect(shown).toContain(flags);
      expect(shown.slice(shown.indexOf('Examples:'))).toContain(`mixpress ${name}`);
    },
  );

  it('is what --help prints', async () => {
    for (const name of ['run', 'playlist show'])
      expect(mixpress(home, [...name.split(' '), '--help'])).toEqual({
        code: 0,
        stdout: await helpOf(name),
        stderr: '',
      });
  });

  it('is the same under `help`', () => {
    for (const words of [[], ['run'], ['playlist', 'show'], ['playlist']])
      expect(mixpress(home, ['help', ...words])).toEqual(mixpress(home, [...words, '--help']));
  });

  it('needs no sound config file', () => {
    expect(mixpress(home, ['run', '--help'], { env: { MIXPRESS_CONFIG: '/no/where' } }).code).toBe(0);
  });
});

describe('--version', () => {
  it('is the one of the package', () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
    expect(mixpress(home, ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('a slip of the keyboard', () => {
  it.each([
    [['rnu'], "unknown command 'rnu'", 'run'],
    [['library', 'sacn', '.'], "unknown command 'sacn'", 'scan'],
    [['playlist', 'shwo', 'x'], "unknown command 'shwo'", 'show'],
    [['run', 'x.csv', '--otu', 'x'], "unknown option '--otu'", '--out'],
    [['check', '--shcema'], "unknown option '--shcema'", '--schema'],
    [['media', '--qiet'], "unknown option '--qiet'", '--quiet'],
    [['media', '--format', 'jsn'], 'unknown format "jsn"', 'json'],
  ])('%j: the nearest word is named', (words, problem, near) => {
    const run = mixpress(home, words);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`error: ${problem}`);
    expect(run.stderr).toMatch(new RegExp(`did you mean ${near}\\?`, 'i'));
  });

  it.each([
    [['run'], "missing required argument 'manifest'"],
    [['status', 'a', 'b'], 'too many arguments'],
    [['run', 'x.csv', '--home'], "option '--home <dir>' argument missing"],
    [['media', '--format', 'xml'], 'write one of text, json, ndjson'],
    [['run', 'x.csv', '--out', ''], "option '--out <dir>' argument '' is invalid"],
    [['run', 'x.csv', '--library', ''], "option '--library <dir>' argument '' is invalid"],
    [['status', '--home', ''], "option '--home <dir>' argument '' is invalid"],
  ])('%j is told what is wrong', (words, message) => {
    const run = mixpress(home, words);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  it.each(['foo', 'toString', '__proto__'])('the engine %j is refused with those there are', (engine) => {
    const run = mixpress(home, ['run', fixture('orders.csv'), '--dry-run', '--engine', engine]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(
      `there is no audio engine ${JSON.stringify(engine)}\nhint: write one of embedded, ffmpeg`,
    );
  });
});
