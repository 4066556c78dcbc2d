import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthContext } from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasTool, runTool, tempDir } from '../../outside.ts';
import { parcelOf, sendTo, worldWith } from '../sending.ts';
import { hasSftpServer, startAskingSsh } from '../ssh-asking.ts';
import { hasSshd, startSshd, type Sshd } from '../sshd.ts';

const dir = tempDir();
const keys = join(dir, 'keys');
const far = join(dir, 'far');
const AGENT = 'ssh-agent';
const canTest = hasSshd && hasSftpServer && hasTool(AGENT);
const test = canTest ? it : it.skip;
const named = (name: string): string => (canTest ? name : `${name} (SKIPPED: install openssh-server)`);
const PASSPHRASE = 'pass phräse';
const PASSWORD = 'gehe1m & "lang"';
const open: { close(): unknown }[] = [];
let sshd: Sshd;

beforeAll(async () => {
  for (const folder of [keys, far]) mkdirSync(folder);
  if (!canTest) return;
  sshd = await startSshd(keys);
  open.push(sshd);
});
afterAll(async () => {
  for (const server of open) await server.close();
});

let sent = 0;
/** Sends one more file with these credentials and gives the failure, or what has arrived. */
async function arrives(
  port: number,
  secrets: Readonly<Record<string, string>>,
  userHome = dir,
  folder = far,
): Promise<unknown> {
  const known = join(dir, `known-${port}`);
  writeFileSync(known, sshd.knownAt(port));
  const name = `${++sent}.zip`;
  const parcel = await parcelOf(dir, name, Buffer.alloc(100_000, sent));
  const world = worldWith({ ...secrets, MIXPRESS_SFTP_KNOWN_HOSTS: known }, { userHome });
  const address = `sftp://${sshd.user}@127.0.0.1:${port}${folder}`;
  expect((await sendTo(address, parcel, world)).location).toBe(`${address}/${name}`);
  expect(readFileSync(join(far, name)).equals(readFileSync(parcel.path))).toBe(true);
  expect(readdirSync(far)).toHaveLength(sent);
  return 'arrived';
}

/** A home with the key that the server lets in, locked by the passphrase. */
function homeWithLockedKey(name: string): { home: string; key: string } {
  const home = join(dir, name);
  mkdirSync(join(home, '.ssh'), { recursive: true });
  const key = join(home, '.ssh', 'id_ed25519');
  copyFileSync(join(keys, 'client'), key);
  chmodSync(key, 0o600);
  runTool('ssh-keygen', ['-q', '-p', '-a', '1', '-P', '', '-N', PASSPHRASE, '-f', key]);
  return { home, key };
}

describe('who comes by SFTP', () => {
  test(named('may have a key with a passphrase'), async () => {
    const { home, key } = homeWithLockedKey('locked');
    for (const secrets of [{ MIXPRESS_SFTP_KEY: key }, {}]) {
      expect(await arrives(sshd.port, { ...secrets, MIXPRESS_SFTP_PASSPHRASE: PASSPHRASE }, home)).toBe('arrived');
    }
    for (const secrets of [{}, { MIXPRESS_SFTP_PASSPHRASE: 'hunter2' }]) {
      sent--;
      const failure = await arrives(sshd.port, secrets, home).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        ...{ code: 'target-refused', exitCode: 5, hint: expect.stringContaining('MIXPRESS_SFTP_PASSPHRASE') },
      });
      expect(JSON.stringify(failure) + String(failure)).not.toContain('hunter2');
    }
  });

  test(named('may have an agent, which holds the key that is locked on the disk'), async () => {
    const { home } = homeWithLockedKey('agent');
    const socket = join(dir, 'agent.sock');
    const agent = spawn(AGENT, ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    open.push({ close: () => agent.kill() });
    await new Promise((resolve) => void agent.stdout.once('data', resolve));
    expect(
      runTool('ssh-add', ['-q', join(keys, 'client')], { env: { ...process.env, SSH_AUTH_SOCK: socket } }).status,
    ).toBe(0);
    for (const userHome of ['/nonexistent', home]) {
      expect(await arrives(sshd.port, { SSH_AUTH_SOCK: socket }, userHome)).toBe('arrived');
    }
    sent--;
    await expect(arrives(sshd.port, { SSH_AUTH_SOCK: join(dir, 'none') }, '/nonexistent')).rejects.toMatchObject({
      ...{ code: 'target-refused', message: expect.stringContaining('agent') },
    });
  });

  test.each([
    ['is asked for', (attempt: AuthContext) => attempt.method === 'password' && attempt.password === PASSWORD],
    ['is the answer to a question', askedFor],
  ])(named('may have a password, which %s'), async (_how, isRight) => {
    const judge = (attempt: AuthContext): void => {
      const answer = isRight(attempt);
      if (answer === true) attempt.accept();
      else if (answer === false) attempt.reject(['password', 'keyboard-interactive']);
    };
    const server = await startAskingSsh(readFileSync(join(keys, 'host')), dir, judge);
    open.push(server);
    expect(await arrives(server.port, { MIXPRESS_SFTP_PASSWORD: PASSWORD }, dir, '/~/far')).toBe('arrived');
    sent--;
    const failure = await arrives(server.port, { MIXPRESS_SFTP_PASSWORD: 'hunter2' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'target-refused', exitCode: 5 });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('hunter2');
  });
});

/** As PAM does; `null` where the answer is still to come. */
function askedFor(attempt: AuthContext): boolean | null {
  if (attempt.method !== 'keyboard-interactive') return false;
  attempt.prompt([{ prompt: 'Password: ', echo: false }], ([answer]) =>
    answer === PASSWORD ? attempt.accept() : attempt.reject(),
  );
  return null;
}
