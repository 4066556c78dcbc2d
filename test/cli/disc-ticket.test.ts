import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BatchEvent } from '../../src/model/batch.ts';
import { EVENTS } from '../../src/model/events.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { turnOfRobot } from '../discs/robots/robot.ts';
import { mixpress, smallLibrary, writeText } from './mixpress.ts';

const dir = tempDir();
const home = join(dir, 'home');
let disc = '';
let batch = '';

interface Record {
  readonly id: string;
  readonly title: string;
  readonly tracks: readonly { readonly startFrame: number; readonly frames: number }[];
  readonly copies: readonly { readonly id: string; readonly serial: string }[];
}

beforeAll(() => {
  const manifest = writeText(
    join(dir, 'orders.csv'),
    'title,genre,duration,copies,priority',
    'Löng\tNight,Jazz,0:12,3,rush',
  );
  const run = mixpress(home, [
    'run',
    manifest,
    '--library',
    smallLibrary(join(dir, 'music')),
    '--out',
    dir,
    '--format',
    'json',
  ]);
  const answer = JSON.parse(run.stdout) as { batch: string; orders: { bundle: string }[] };
  batch = answer.batch;
  const { bundle } = answer.orders[0]!;
  runTool('unzip', ['-q', bundle, '-d', dir]);
  disc = join(bundle.replace(/\.zip$/, ''), 'disc-1');
});

const record = (): Record => JSON.parse(readFileSync(join(disc, 'disc.json'), 'utf8')) as Record;

function inStore<T>(work: (db: Store['db']) => T): T {
  const store = openStore(join(home, 'mixpress.db'));
  try {
    return work(store.db);
  } finally {
    store.close();
  }
}

function hotFolder(name: string): string {
  const folder = join(dir, name);
  mkdirSync(folder);
  return folder;
}

function send(hot: string, ...words: readonly string[]) {
  return mixpress(home, ['disc', 'ticket', disc, '--robot', 'ptburn', '--hot', hot, '--path-prefix', 'J:', ...words]);
}

function jobs(hot: string): { readonly code: number | null; readonly jobs: readonly { [key: string]: unknown }[] } {
  const { code, stdout } = mixpress(home, ['disc', 'jobs', hot, '--format', 'json']);
  return { code, jobs: JSON.parse(stdout) as { [key: string]: unknown }[] };
}

function events(): BatchEvent[] {
  const { stdout } = mixpress(home, ['watch', batch, '--format', 'ndjson']);
  const all = stdout.trimEnd().split('\n');
  return all.map((line) => JSON.parse(line) as BatchEvent).filter(({ kind }) => kind.startsWith('disc-job-'));
}

describe('mixpress disc ticket', () => {
  it('places the data, then the ticket, once; the robot brings it to its end; the log of the batch has all of it', () => {
    const hot = hotFolder('hot');
    const sent = send(hot);
    expect(sent).toMatchObject({ code: 0, stderr: '' });
    const { tracks, copies, id } = record();
    const name = copies[0]!.serial.replace(/-01$/, '');
    expect(readdirSync(hot).sort()).toEqual([`${name}-${id.slice(0, 6)}`, `${name}.JRQ`].sort());
    const ticket = readFileSync(join(hot, `${name}.JRQ`), 'latin1');
    expect(ticket).toContain('Importance=0\r\n');
    expect(ticket).toContain('Copies=3\r\n');
    const wav = readFileSync(join(disc, 'disc.wav'));
    tracks.forEach(({ startFrame, frames }, i) => {
      const file = readFileSync(join(hot, `${name}-${id.slice(0, 6)}`, `0${i + 1}.wav`));
      expect(file.subarray(44).equals(wav.subarray(44 + startFrame * 2352, 44 + (startFrame + frames) * 2352))).toBe(
        true,
      );
      expect(file.readUInt32LE(40)).toBe(frames * 2352);
    });

    expect(send(hot).stdout).toContain('was sent before');
    const states = [jobs(hot).jobs[0]!['state']];
    for (let turn = 0; turn < 3; turn++) {
      turnOfRobot('ptburn', hot);
      states.push(jobs(hot).jobs[0]!['state']);
    }
    expect([...new Set(states)]).toEqual(['queued', 'working', 'done']);
    rmSync(join(hot, `${name}.DON`));
    expect(jobs(hot)).toMatchObject({
      code: 0,
      jobs: [{ job: name, state: 'done', disc: id, copies: copies.map((copy) => copy.id) }],
    });
    expect(events().map(({ kind, row }) => [kind, row])).toEqual([
      ['disc-job-queued', 1],
      ['disc-job-working', 1],
      ['disc-job-done', 1],
    ]);
    for (const { kind, data } of events())
      expect(Object.keys(data).sort()).toEqual(Object.keys(EVENTS[kind].data).sort());
    expect(mixpress(home, ['watch', batch]).stdout).toMatch(new RegExp(`ptburn is done with ${name}$`, 'm'));
  });

  it('gives each copy its own label, with the id and serial of the store and of disc.json', () => {
    const hot = hotFolder('labels');
    const label = join(dir, 'label.std');
    writeFileSync(label, 'a design');
    expect(send(hot, '--label', label).code).toBe(0);
    const { copies } = record();
    for (const { id, serial } of copies) {
      const lines = readFileSync(join(hot, `${serial}.JRQ`), 'latin1').split('\r\n');
      const fields = lines.filter((line) => line.startsWith('MergeField=')).map((line) => line.slice(11));
      expect(fields.slice(0, 2)).toEqual([id, serial]);
      expect(lines).toContain('Copies=1');
    }
    const stored = inStore((db) => db.prepare('SELECT id, number, serial FROM copies ORDER BY number').all());
    expect(stored).toEqual(copies);
  });

  itWith(['pdftotext'], 'and the insert has the same serial numbers', () => {
    const { stdout } = runTool('pdftotext', [join(disc, '../insert.pdf'), '-']);
    for (const { serial } of record().copies) expect(stdout).toContain(serial);
  });

  it('makes a spoiled copy once more when asked, and only that', () => {
    const hot = hotFolder('again');
    send(hot);
    const { stdout } = send(hot, '--again', '--copy', '2', '--format', 'json');
    const [answer] = JSON.parse(stdout) as { jobs: { job: string; copies: string[] }[] }[];
    expect(answer!.jobs).toMatchObject([{ job: expect.stringMatching(/-r2$/), copies: [record().copies[1]!.serial] }]);
    expect(readdirSync(hot).filter((name) => name.endsWith('.JRQ'))).toHaveLength(2);
    expect(send(hot, '--copy', '4')).toMatchObject({ code: 2, stderr: expect.stringContaining('no copy "4"') });
  });

  it('tells of a job that failed, and of tickets that no robot could read', () => {
    const hot = hotFolder('failing');
    send(hot);
    turnOfRobot('ptburn', hot, 'no discs');
    writeFileSync(join(hot, 'foreign.JRQ'), 'JobID=x\r\nClientID=clinicCopies=1\r\nMargeField=a\r\n');
    const asked = jobs(hot);
    expect(asked.code).toBe(3);
    expect(asked.jobs.map((job) => job['state'])).toEqual(['failed', 'queued']);
    expect(asked.jobs[1]!['faults']).toEqual([expect.stringContaining('"MargeField" is no key of PTBurn')]);
    expect(events().at(-1)).toMatchObject({ kind: 'disc-job-failed', data: { robot: 'ptburn', copies: 3 } });
  });

  it('tells of data that is gone from beside a ticket', () => {
    const hot = hotFolder('gone');
    send(hot);
    const data = readdirSync(hot).find((name) => statSync(join(hot, name)).isDirectory())!;
    rmSync(join(hot, data, '02.wav'));
    expect(jobs(hot).jobs[0]!['faults']).toEqual([expect.stringMatching(/02\.wav is missing$/)]);
  });

  it('goes on where it was stopped: data without a ticket is no job', () => {
    const hot = hotFolder('stopped');
    send(hot);
    const ticket = readdirSync(hot).find((name) => name.endsWith('.JRQ'))!;
    renameSync(join(hot, ticket), join(dir, 'put-away'));
    inStore((db) => db.prepare("UPDATE tickets SET state = 'intended' WHERE folder = ?").run(hot));
    expect(jobs(hot).jobs).toEqual([]);
    expect(send(hot).stdout).toContain(`sent ${ticket}`);
    expect(readFileSync(join(hot, ticket), 'latin1')).toBe(readFileSync(join(dir, 'put-away'), 'latin1'));
  });

  it('plans with --dry-run, and changes nothing', () => {
    const hot = hotFolder('dry');
    expect(send(hot, '--dry-run').stdout).toContain('would send');
    const words = ['disc', 'ticket', `${dirname(disc)}.zip`, '--robot', 'ptburn'];
    expect(mixpress(home, [...words, '--dry-run']).stdout).toMatch(
      new RegExp(`would send .* for 3 copies to ${dir}\\n$`),
    );
    expect(readdirSync(hot)).toEqual([]);
  });

  it('refuses what makes no sense, and says what to type', () => {
    const hot = hotFolder('refusing');
    const refused = (...words: readonly string[]): string => {
      const { code, stderr } = mixpress(home, ['disc', ...words]);
      expect(code, stderr).toBe(2);
      expect(stderr).toMatch(/^hint: /m);
      return stderr;
    };
    expect(refused('ticket', disc)).toContain('which robot');
    expect(refused('ticket', disc, '--robot', 'ptburm', '--hot', hot)).toContain('did you mean ptburn?');
    expect(refused('ticket', disc, '--robot', 'rimage', '--hot', hot)).toContain('makes no discs from files of audio');
    expect(refused('ticket', disc, '--robot', 'ptburn', '--hot', hot, '--label', 'none.std')).toContain('label');
    expect(refused('jobs', join(hot, 'none'))).toContain("can't read the folder");
    expect(readdirSync(hot)).toEqual([]);
    expect(existsSync(join(hot, 'none'))).toBe(false);
  });

  it('refuses audio that is not as long as disc.json says', () => {
    const hot = hotFolder('short');
    const copy = join(dir, 'short-disc');
    mkdirSync(copy);
    writeFileSync(join(copy, 'disc.json'), JSON.stringify({ ...record(), id: 'short' }));
    writeFileSync(join(copy, 'disc.wav'), readFileSync(join(disc, 'disc.wav')).subarray(0, 100_000));
    const { code, stderr } = mixpress(home, ['disc', 'ticket', copy, '--robot', 'ptburn', '--hot', hot]);
    expect({ code, stderr }).toMatchObject({ code: 7, stderr: expect.stringContaining('not as long as') });
    expect(readdirSync(hot).filter((name) => name.endsWith('.JRQ'))).toEqual([]);
  });
});
