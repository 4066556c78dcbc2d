import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { KEY_ID, SECRET, startS3, type S3Server } from '../delivery/s3-server.ts';
import { beside } from '../delivery/mixpress-beside.ts';
import { wireTo, type Wire } from '../delivery/listening.ts';
import { tempDir } from '../outside.ts';
import { mixpress, smallLibrary, writeText } from './mixpress.ts';

const dir = tempDir();
const file = writeText(join(dir, 'disc.zip'), 'a bundle');
const home = (name: string): string => join(dir, name);

/** What a query gives in the database of a workspace. */
function rows(workspace: string, query: string): unknown[] {
  const store = openStore(join(workspace, 'mixpress.db'));
  try {
    return store.db.prepare(query).all();
  } finally {
    store.close();
  }
}

/** The files of a workspace, its database among them, that hold a text. */
function holding(workspace: string, text: string): string[] {
  const names = readdirSync(workspace, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(workspace, name)).isFile());
  expect(files).toContain('mixpress.db');
  return files.filter((name) => readFileSync(join(workspace, name)).includes(text));
}

describe('mixpress bundle send', () => {
  it('brings files to a folder, tells how it knows, and does not do it twice', () => {
    const far = join(dir, 'far');
    mkdirSync(far);
    const words = ['bundle', 'send', file, '--to', far];
    expect(mixpress(home('h1'), [...words, '--dry-run', '--format', 'json'])).toMatchObject({
      ...{ code: 0, stdout: expect.stringContaining('"sha256"') },
    });
    expect(readdirSync(far)).toEqual([]);
    expect(existsSync(home('h1'))).toBe(false);

    expect(mixpress(home('h1'), words)).toEqual({
      ...{ code: 0, stderr: '', stdout: `disc.zip is at ${far} (9 B, proved by read-back)\n` },
    });
    const again = mixpress(home('h1'), [...words, '--format', 'ndjson']);
    expect(JSON.parse(again.stdout)).toMatchObject({
      target: far,
      state: 'done',
      attempts: 1,
      proof: { found: false },
    });
    expect(mixpress(home('h1'), ['bundle', 'deliveries']).stdout).toMatch(
      /^KEY .*\n\w{6} {2}done {3}disc\.zip .*far\n$/,
    );
  });

  it.each([
    [[], 2, 'where should they go?'],
    [['--to', 'sftp://user:hunter2@host/x'], 2, 'has a password in it'],
    [['--to', 's3://discs'], 2, 's3://discs needs AWS_ACCESS_KEY_ID'],
    [['--to', 'http://127.0.0.1:1/in'], 1, 'the connection was refused'],
  ])('with %j ends with %d and one clear message', (words, code, message) => {
    const run = mixpress(home('h2'), ['bundle', 'send', file, ...words]);
    expect(run).toMatchObject({ code, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr).toMatch(/^error: [^\n]+\nhint: [^\n]+\n$/);
    expect(run.stderr).not.toContain('hunter2');
  });

  it('refuses credentials that others can read', () => {
    const credentials = writeText(
      join(dir, 'credentials'),
      `AWS_ACCESS_KEY_ID=${KEY_ID}`,
      `AWS_SECRET_ACCESS_KEY=${SECRET}`,
    );
    chmodSync(credentials, 0o644);
    const words = ['bundle', 'send', file, '--to', 's3://discs?endpoint=http://127.0.0.1:1'];
    const env = { MIXPRESS_CREDENTIALS: credentials };
    expect(mixpress(home('h3'), words, { env })).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('chmod 600'),
    });
    chmodSync(credentials, 0o600);
    expect(mixpress(home('h3'), words, { env })).toMatchObject({ code: 1, stderr: expect.stringContaining('refused') });
  });
});

describe('mixpress run --deliver', () => {
  it('brings bundles there in the end; what could not be delivered is told, and delivered by the next run', () => {
    const far = join(dir, 'share');
    const manifest = writeText(join(dir, 'orders.csv'), 'title,duration,tolerance', 'One,0:12,8s', 'Two,0:07,5s');
    const words = ['run', manifest, '--library', smallLibrary(join(dir, 'music')), '--out', join(dir, 'out')];
    const deliver = [...words, '--deliver', far];
    const first = mixpress(home('h4'), deliver);
    expect(first).toMatchObject({
      code: 3,
      stdout: expect.stringContaining(`undelivered: row 1: there is no folder ${far}`),
    });
    mkdirSync(far);
    const second = mixpress(home('h4'), [...deliver, '--format', 'json']);
    expect(second.code, second.stderr).toBe(0);
    const { orders } = JSON.parse(second.stdout) as { orders: { state: string; deliveries: unknown }[] };
    expect(orders.map(({ deliveries }) => deliveries)).toEqual([
      [{ target: far, delivered: true, reason: null }],
      [{ target: far, delivered: true, reason: null }],
    ]);
    const names = readdirSync(join(dir, 'out')).sort();
    expect(readdirSync(far).sort()).toEqual(names);
    for (const name of names)
      expect(readFileSync(join(far, name)).equals(readFileSync(join(dir, 'out', name)))).toBe(true);

    expect(mixpress(home('h4'), deliver).stdout).toContain('2 done; all as before, nothing to do');
    const told = rows(home('h4'), "SELECT row FROM events WHERE kind = 'delivered' ORDER BY row");
    expect(told).toEqual([{ row: 1 }, { row: 2 }]);
  });
});

describe('mixpress worker', () => {
  it('tells what it could not deliver', () => {
    const share = join(dir, 'unmounted');
    const manifest = writeText(join(dir, 'one.csv'), 'title,duration,tolerance', 'One,0:06,5s');
    const words = ['submit', manifest, '--library', smallLibrary(join(dir, 'tunes')), '--out', join(dir, 'made')];
    expect(mixpress(home('h5'), [...words, '--deliver', share]).code).toBe(0);
    const worked = mixpress(home('h5'), ['worker', '--once', '--quiet']);
    expect(worked).toMatchObject({ code: 3, stdout: '' });
    expect(worked.stderr).toMatch(/^undelivered: batch \w{16}, row 1 One: there is no folder [^\n]+\n$/);
  });
});

describe('a delivery over a network', () => {
  let s3: S3Server;
  let wire: Wire;
  const large = join(dir, 'large.zip');
  const env = { AWS_ACCESS_KEY_ID: KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET };
  const words = (): string[] => ['bundle', 'send', large, '--to', `s3://discs?endpoint=http://127.0.0.1:${wire.port}`];
  const putsOf = (part: number): number => s3.requests.filter((line) => line.includes(`partNumber=${part}&`)).length;

  beforeAll(async () => {
    writeFileSync(large, Buffer.alloc(33 << 20, 1));
    s3 = await startS3('discs');
    wire = await wireTo(s3.port);
  });
  afterAll(() => {
    wire.close();
    s3.close();
  });

  it.each([
    ['killed', 'SIGKILL', null],
    ['interrupted', 'SIGINT', 130],
  ] as const)('that is %s is gone on with', async (_what, signal, code) => {
    s3.objects.clear();
    s3.uploads.clear();
    s3.requests.length = 0;
    const { child, ended } = beside(home(signal), words(), env);
    while (putsOf(2) === 0) await new Promise(setImmediate);
    child.kill(signal);
    expect((await ended).code).toBe(code);
    expect(s3.objects.size).toBe(0);

    const [left] = rows(home(signal), 'SELECT state, attempts FROM deliveries');
    expect(left).toEqual({ state: 'sending', attempts: 1 });
    const retried = await beside(home(signal), ['bundle', 'deliveries', '--retry'], env).ended;
    expect(retried).toMatchObject({ code: 0, stdout: expect.stringContaining('proved by checksum') });
    expect(s3.objects.get('large.zip')!.bytes.equals(readFileSync(large))).toBe(true);
    expect(putsOf(1)).toBe(1);
    expect(holding(home(signal), SECRET)).toEqual([]);
    expect(holding(home(signal), KEY_ID)).toEqual([]);
    expect(Object.values(retried).join()).not.toContain(SECRET);
  });

  it('is made by one process at a time', async () => {
    rmSync(home('two'), { recursive: true, force: true });
    s3.objects.clear();
    s3.requests.length = 0;
    const first = beside(home('two'), words(), env);
    while (putsOf(1) === 0) await new Promise(setImmediate);
    first.child.kill('SIGSTOP');
    const second = await beside(home('two'), words(), env).ended;
    expect(second).toMatchObject({ code: 6, stderr: expect.stringContaining('another process is sending large.zip') });
    first.child.kill('SIGCONT');
    expect((await first.ended).code).toBe(0);
  });
});
