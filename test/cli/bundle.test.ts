/** Bundles of every kind from the command line: made, listed, shown, verified and opened again. */
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import { itWith, runTool, tempDir } from '../outside.ts';
import {
  digests,
  halfWritten,
  mixpress,
  ordersOf,
  smallLibrary,
  unfinishedWork,
  writeText,
  type Run,
} from './mixpress.ts';
import { beside } from '../delivery/mixpress-beside.ts';
import { ENTER, sitDown } from './terminal.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));
const manifest = writeText(join(dir, 'orders.csv'), 'title,genre,duration', 'Sounds,Non-Music,0:06');
const home = join(dir, 'home');
const key = join(dir, 'key.txt');
const pass = join(dir, 'passphrase');
let recipient: string;

const run = (out: string, ...words: readonly string[]): Run =>
  mixpress(home, ['run', manifest, '--library', library, '--out', join(dir, out), '--format', 'json', ...words]);

/** Makes the one bundle and returns its path. */
function make(out: string, ...words: readonly string[]): string {
  const made = run(out, ...words);
  expect(made, made.stderr + made.stdout).toMatchObject({ code: 0, stderr: '' });
  expect(halfWritten(home, join(dir, out))).toEqual([]);
  expect(unfinishedWork(home)).toEqual([]);
  return ordersOf(made)[0]!.bundle!;
}

const bundle = (...words: readonly string[]): Run => mixpress(home, ['bundle', ...words]);

beforeAll(async () => {
  const identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  writeFileSync(key, `${identity}\n`);
  writeFileSync(pass, 'open sesame\n', { mode: 0o600 });
});

describe('a plain bundle', () => {
  let path: string;
  beforeAll(() => {
    path = make('plain');
  });

  it('is listed, shown, verified and opened', () => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    expect(bundle('list', join(dir, 'plain')).stdout).toMatch(
      new RegExp(`^BUNDLE +SIZE +TITLE +TRACKS +LENGTH +DISCS\n${name} +[\\d.]+ .B +Sounds +1 +0:06 +1\n$`),
    );
    expect(JSON.parse(bundle('list', join(dir, 'plain'), '--format', 'json').stdout)).toMatchObject([
      { bundle: name, kind: 'zip', encrypted: false, problem: null, summary: { title: 'Sounds', tracks: 1 } },
    ]);
    expect(bundle('show', path).stdout).toMatch(
      /^Sounds \(\w{16}\): 1 track, 0:06, made by mixpress [^]*disc-1\/disc\.wav\n/,
    );
    expect(JSON.parse(bundle('show', path, '--format', 'json').stdout)).toMatchObject({
      kind: 'zip',
      encrypted: false,
      record: { schemaVersion: 1, playlist: { title: 'Sounds' } },
    });
    expect(bundle('verify', path)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/: sound: 13 files, [\d.]+ .B\n$/),
    });
    expect(bundle('verify', path, '--quiet')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const out = join(dir, 'opened');
    expect(bundle('open', path, out).stdout).toMatch(/^13 files written, 0 kept: /);
    expect(bundle('open', path, out).stdout).toMatch(/^0 files written, 13 kept: /);
    expect(bundle('verify', join(out, readdirSync(out)[0]!)).code).toBe(0);
  });

  it('that is damaged is told with the file that is broken: exit code 7', () => {
    const broken = join(dir, 'broken.zip');
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('disc-1/disc.wav') + 500]! ^= 1;
    writeFileSync(broken, bytes);
    const told = bundle('verify', path, broken);
    expect(told.code).toBe(7);
    expect(told.stdout.split('\n').slice(1)).toEqual([
      `${broken}: disc-1/disc.wav: its CRC-32 is wrong`,
      `${broken}: damaged`,
      '',
    ]);
    expect(JSON.parse(bundle('verify', broken, '--format', 'json').stdout)).toMatchObject([
      { sound: false, faults: [{ file: 'disc-1/disc.wav', code: 'bundle-file-damaged' }] },
    ]);
    const opened = bundle('open', broken, join(dir, 'opened-broken'));
    expect(opened).toMatchObject({ code: 7, stdout: expect.stringContaining('12 files written, 0 kept, 1 broken') });
  });

  it('never takes the place of another file', () => {
    const made = digests(join(dir, 'plain'));
    writeFileSync(path, 'a letter');
    const again = run('plain');
    expect(again.code).toBe(3);
    expect(ordersOf(again)[0]!.reason).toBe(
      `${path} is there already and holds something else; move it away, or name another folder for the bundles`,
    );
    expect(readFileSync(path, 'utf8')).toBe('a letter');
    writeFileSync(path, '');
    make('plain');
    expect(digests(join(dir, 'plain'))).toEqual(made);
  });

  it('is told of where there is none', () => {
    expect(bundle('list', library)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('no bundle'),
    });
    expect(bundle('list', join(dir, 'nowhere'))).toMatchObject({ code: 2, stdout: '' });
    expect(bundle('verify', join(dir, 'nowhere.zip'))).toMatchObject({ code: 2, stdout: '' });
    expect(bundle('open', manifest, join(dir, 'x'))).toMatchObject({
      code: 7,
      stderr: expect.stringContaining('not a bundle'),
    });
  });
});

describe('other kinds', () => {
  it('are made, verified and found again', () => {
    const paths = [make('one', '--archive', 'tar.gz', '--no-insert'), make('one', '--archive', 'dir', '--no-insert')];
    expect(paths.map((path) => statSync(path).isDirectory())).toEqual([false, true]);
    expect(bundle('verify', ...paths).code).toBe(0);
    const [made, before] = [readdirSync(join(dir, 'one')), statSync(paths[1]!).mtimeMs];
    expect(make('one', '--archive', 'dir', '--no-insert')).toBe(paths[1]);
    expect([readdirSync(join(dir, 'one')), statSync(paths[1]!).mtimeMs]).toEqual([made, before]);
  });

  itWith(['flac', 'cdrdao'], 'with FLAC are much smaller, and give back the WAV to the last bit', () => {
    const folder = ['--archive', 'dir', '--no-insert'];
    const [wav, flac] = [make('wav', ...folder), make('flac', ...folder, '--audio', 'flac')];
    const disc = join(flac, 'disc-1');
    expect(statSync(join(disc, 'disc.flac')).size).toBeLessThan(0.8 * statSync(join(wav, 'disc-1/disc.wav')).size);
    expect(existsSync(join(disc, 'disc.wav'))).toBe(false);
    expect(readFileSync(join(disc, 'disc.cue'), 'latin1')).toContain('FILE "disc.flac" WAVE');
    expect(bundle('verify', flac)).toMatchObject({ code: 0 });
    expect(readFileSync(join(flac, 'README.txt'), 'utf8')).toContain('flac -d disc.flac && cdrdao write');
    expect(runTool('flac', ['-ds', join(disc, 'disc.flac')])).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(disc, 'disc.wav')).equals(readFileSync(join(wav, 'disc-1/disc.wav')))).toBe(true);
    expect(runTool('cdrdao', ['show-toc', 'disc.toc'], { cwd: disc }).status).toBe(0);
  });
});

describe('an encrypted bundle', () => {
  it('is for its recipients alone, and is not made twice', () => {
    const path = make('sealed', '--encrypt-to', recipient, '--archive', 'tar');
    expect(path).toMatch(/\/sounds-\w{8}\.tar\.age$/);
    const made = digests(join(dir, 'sealed'));
    expect(run('sealed', '--archive', 'tar', '--encrypt-to', recipient).code).toBe(0);
    expect(digests(join(dir, 'sealed'))).toEqual(made);
    const closed = bundle('verify', path);
    expect(closed).toMatchObject({ code: 7, stdout: expect.stringContaining('--identity FILE') });
    expect(closed.stdout).toContain('not opened');
    expect(bundle('verify', path, '--identity', key)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('encrypted'),
    });
    expect(bundle('list', join(dir, 'sealed')).stdout).toContain('(encrypted)');
    expect(bundle('list', join(dir, 'sealed'), '--identity', key).stdout).toContain(' Sounds ');
    expect(bundle('open', path, join(dir, 'unsealed'), '--identity', key).code).toBe(0);
    expect(bundle('open', path, join(dir, 'unsealed-not'), '--passphrase-file', pass)).toMatchObject({ code: 7 });
    expect(existsSync(join(dir, 'unsealed-not'))).toBe(false);
  });

  it('whose making is killed leaves nothing that others can look into, and the next run clears it away', async () => {
    const [killed, out] = [join(dir, 'killed-home'), join(dir, 'killed')];
    const words = ['run', manifest, '--library', library, '--out', out, '--encrypt-to', recipient];
    const { child, ended } = beside(killed, words);
    const modeOfWork = (): number | undefined => {
      const list = unfinishedWork(killed).find((name) => name.split(sep).length === 2);
      return list === undefined ? undefined : statSync(join(killed, 'work', list), { throwIfNoEntry: false })?.mode;
    };
    let mode = modeOfWork();
    while (mode === undefined && child.exitCode === null) {
      await wait(5);
      mode = modeOfWork();
    }
    child.kill('SIGKILL');
    await ended;
    expect(mode! & 0o777).toBe(0o700);
    expect(mixpress(killed, words).code).toBe(0);
    expect(readdirSync(out)).toEqual([expect.stringMatching(/^sounds-\w{8}\.zip\.age$/)]);
    expect(unfinishedWork(killed)).toEqual([]);
  });

  it('can have a passphrase, which is stored nowhere', () => {
    const path = make('secret', '--passphrase-file', pass, '--no-insert');
    const told = mixpress(home, ['bundle', 'show', path, '--passphrase-fd', '0'], { input: readFileSync(pass) });
    expect(told.stdout).toContain('Sounds');
    writeFileSync(join(dir, 'wrong'), 'open barley\n', { mode: 0o600 });
    expect(bundle('show', path, '--passphrase-file', join(dir, 'wrong'))).toMatchObject({
      code: 7,
      stderr: expect.stringContaining('the passphrase is wrong'),
    });
    for (const name of readdirSync(home)) {
      if (name.startsWith('mixpress.db')) expect(readFileSync(join(home, name)).includes('sesame')).toBe(false);
    }
    chmodSync(pass, 0o644);
    expect(bundle('show', path, '--passphrase-file', pass)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('others can read'),
    });
    chmodSync(pass, 0o600);
  });

  itWith(['python3'], 'has its passphrase asked for on a terminal, twice, and shows it nowhere', () => {
    const words = ['run', manifest, '--library', library, '--out', join(dir, 'asked'), '--no-insert', '--passphrase'];
    const [ask, again] = ['Passphrase for the bundles', 'The same again'];
    const differ = sitDown(
      home,
      words,
      [
        [ask, `open sesame${ENTER}`],
        [again, `open barley${ENTER}`],
      ],
      { cwd: dir },
    );
    expect(differ).toMatchObject({ code: 2, written: expect.stringContaining('the two passphrases differ') });
    const asked = sitDown(
      home,
      words,
      [
        [ask, `open sesame${ENTER}`],
        [again, `open sesame${ENTER}`],
      ],
      { cwd: dir },
    );
    expect(asked.code).toBe(0);
    expect(asked.written).not.toContain('sesame');
    const path = join(dir, 'asked', readdirSync(join(dir, 'asked'))[0]!);
    const opened = sitDown(home, ['bundle', 'show', path], [['Passphrase', `open sesame${ENTER}`]], { cwd: dir });
    expect(opened).toMatchObject({ code: 0, written: expect.stringContaining('Sounds') });
  });
});

it.each([
  [['--archive', 'zp'], 'there is no --archive "zp"', 'did you mean zip?'],
  [['--audio', 'mp3'], 'there is no --audio "mp3"', 'write one of wav, flac'],
  [['--level', '10'], '--level of zip is 0 to 9', 'write --level 9'],
  [['--archive', 'tar', '--level', '1'], '--archive tar has no levels', 'leave out --level'],
  [['--archive', 'dir', '--passphrase'], 'a folder cannot be encrypted', 'write --archive zip'],
  [['--archive', 'dir', '--deliver', 'elsewhere'], 'only files are delivered', 'write --archive tar'],
  [['--passphrase'], 'there is no terminal', '--passphrase-file FILE'],
  [['--encrypt-to', 'age1nobody'], 'not an age recipient', 'age-keygen'],
  [['--passphrase-file', '/nowhere/x'], "can't read the passphrase from /nowhere/x", 'check the name'],
  [['--passphrase-fd', '77'], 'the descriptor 77', 'check the name'],
])('%j is refused before any work is done', (words, message, hint) => {
  const told = run('never', ...words);
  expect(told).toMatchObject({ code: 2, stdout: '' });
  expect(told.stderr).toContain(`error: `);
  expect(told.stderr).toContain(message);
  expect(told.stderr).toMatch(new RegExp(`\nhint: .*${hint.replace(/[?.]/g, '\\$&')}`));
});
