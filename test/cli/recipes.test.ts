/** The recipes of the README, run as cron, systemd and a shell would run them. */
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itWith, runTool, tempDir, type ToolRun } from '../outside.ts';
import { readReadme } from '../readme.ts';
import { BIN, mixpress, smallLibrary, writeText } from './mixpress.ts';

const dir = tempDir();
const music = smallLibrary(join(dir, 'music'));
const [bin, discs, home] = ['bin', 'discs', 'home'].map((name) => join(dir, name)) as [string, string, string];
for (const folder of [bin, discs, home, join(discs, 'inbox'), join(discs, 'taken')]) mkdirSync(folder);
program('mixpress', `exec '${process.execPath}' '${BIN}' "$@"`);

const sound = ['title,genre,duration', 'Sounds,Non-Music,0:06'];
const broken = [...sound, 'Polka Night,Polka,0:10'];
const FAILED = /^failed: .*row 2 Polka Night: no track has the genre "Polka"; .*\n$/;

function program(name: string, ...lines: readonly string[]): void {
  chmodSync(writeText(join(bin, name), '#!/bin/sh', ...lines), 0o755);
}

/** The blocks of the README in a language, with the places that they name as they are here. */
function blocks(language: string): string[] {
  const [, recipes] = readReadme().split('\n## Recipes\n');
  return [...recipes!.split('\n## ')[0]!.matchAll(/```(\w+)\n([^]*?)```/g)]
    .filter(([, found]) => found === language)
    .map(([, , text]) => text!.replaceAll('/srv/discs', discs).replaceAll('/srv/music', music));
}

/** Runs a command with nothing in its environment but what cron and systemd give. */
function run(command: string, env: Readonly<Record<string, string>> = {}): ToolRun {
  const path = `${bin}:/usr/bin:/bin`;
  const options = { env: { HOME: home, SHELL: '/bin/sh', PATH: path, ...env }, cwd: '/', input: '', timeout: 30_000 };
  return runTool('/bin/sh', ['-c', command], options);
}

const QUIET = { status: 0, stdout: '', stderr: '' };

describe('the crontab', () => {
  const [crontab] = blocks('crontab');
  const lines = crontab!.trimEnd().split('\n');
  const settings = lines.filter((line) => /^[A-Z]+=/.test(line));
  const jobs = lines
    .filter((line) => !settings.includes(line))
    .map((line) => /^((?:\S+\s+){5})(.*)$/.exec(line)!.slice(1) as [string, string]);
  const job = (n: number): ToolRun => run(jobs[n]![1]);

  it('is one that cron takes', () => {
    expect(settings[0]).toBe('PATH=/usr/local/bin:/usr/bin:/bin');
    expect(jobs).toHaveLength(3);
    for (const [when, command] of jobs) {
      expect(when).toMatch(/^([\d*/,-]+\s+){5}$/);
      // To cron it is the end of a line.
      expect(command).not.toContain('%');
    }
  });

  it('makes the orders of the night, without a word where all is well', () => {
    writeText(join(discs, 'orders.csv'), ...sound);
    expect(job(0)).toMatchObject(QUIET);
    expect(readdirSync(join(discs, 'out'))).toHaveLength(1);
    writeText(join(discs, 'orders.csv'), ...broken);
    expect(job(0)).toMatchObject({ status: 3, stdout: '', stderr: expect.stringMatching(FAILED) });
  });

  it('takes what lies in a folder, each once', () => {
    expect(job(1)).toMatchObject(QUIET);
    writeText(join(discs, 'inbox/broken list.csv'), ...broken, 'Third,Jazz,0:12');
    expect(job(1)).toMatchObject({ status: 3, stdout: '', stderr: expect.stringMatching(FAILED) });
    expect(readdirSync(join(discs, 'inbox'))).toEqual([]);
    expect(readdirSync(join(discs, 'taken'))).toEqual(['broken list.csv']);
    expect(job(1)).toMatchObject(QUIET);
  });

  itWith(['flock'], 'starts nothing while the time before is still at it', () => {
    writeText(join(discs, 'hourly.csv'), ...broken);
    const lock = join(discs, 'run.lock');
    const during = run(`flock '${lock}' sh -c '${jobs[2]![1].replaceAll("'", `'\\''`)}'`);
    expect(during).toMatchObject({ status: 1, stdout: '', stderr: '' });
    expect(job(2)).toMatchObject({ status: 3, stderr: expect.stringMatching(FAILED) });
  });
});

describe('the mail', () => {
  it('is sent only where something went wrong, with the exit code and each order that is not done', () => {
    const sent = join(dir, 'sent.txt');
    program('mail', `echo "$@" > '${sent}'`, `cat >> '${sent}'`);
    const [command] = blocks('sh');
    writeText(join(discs, 'orders.csv'), ...sound);
    expect(run(`cd '${discs}'; ${command}`)).toMatchObject(QUIET);
    expect(existsSync(sent)).toBe(false);
    writeText(join(discs, 'orders.csv'), ...broken);
    expect(run(`cd '${discs}'; ${command}`)).toMatchObject(QUIET);
    const [head, ...body] = runTool('cat', [sent]).stdout.split(/(?<=\n)/);
    expect(head).toBe('-s discs: exit code 3 shop@example.org\n');
    expect(body.join('')).toMatch(FAILED);
  });
});

describe('the units of systemd', () => {
  const units = new Map(
    blocks('ini').map((text) => [/^# \/etc\/systemd\/system\/(\S+)\n/.exec(text)![1]!, text] as const),
  );
  const told = (unit: string, key: string): string =>
    new RegExp(`^${key}=(.*)$`, 'm').exec(units.get(unit)!)![1]!.replace('/var/lib/mixpress', home);

  itWith(['systemd-analyze'], 'are sound', () => {
    const folder = join(dir, 'units');
    mkdirSync(folder);
    for (const [name, text] of units) writeFileSync(join(folder, name), text);
    for (const name of units.keys())
      expect(runTool('systemd-analyze', ['verify', '--man=no', join(folder, name)])).toMatchObject(QUIET);
  });

  it('run what they name', () => {
    const [name, value] = told('mixpress.service', 'Environment').split('=') as [string, string];
    const start = `cd ${told('mixpress.service', 'WorkingDirectory')} && ${told('mixpress.service', 'ExecStart')}`;
    writeText(join(discs, 'orders.csv'), ...sound);
    expect(run(start, { [name]: value })).toMatchObject(QUIET);
  });

  it('stop a worker by its signal, which is told to be no failure', () => {
    const manifest = writeText(join(dir, 'one.csv'), ...sound);
    expect(mixpress(home, ['submit', manifest, '--library', music, '--out', join(dir, 'out')]).code).toBe(0);
    const [name, value] = told('mixpress-worker.service', 'Environment').split('=') as [string, string];
    const start = told('mixpress-worker.service', 'ExecStart');
    const worker = run(`${start} & mixpress watch >/dev/null; kill -TERM $!; wait $!`, {
      [name]: value,
      MIXPRESS_HOME: home,
    });
    expect(String(worker.status)).toBe(told('mixpress-worker.service', 'SuccessExitStatus'));
  });
});
