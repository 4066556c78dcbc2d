/** A real SSH server on loopback, run by whoever runs the tests, with keys of its own. Needs sshd and ssh-keygen. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { runTool } from '../outside.ts';

// sshd lies where only root's PATH looks.
const SSHD = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']
  .map((dir) => join(dir, 'sshd'))
  .find(existsSync);

export const hasSshd = SSHD !== undefined;

export interface Sshd {
  readonly port: number;
  readonly user: string;
  /** Folder with `client` (private key), `host.pub`, `other.pub`. */
  readonly keys: string;
  /** Line of a known_hosts file for a port. */
  knownAt(port: number): string;
  /** Ends the server; who is connected stays so. */
  close(): Promise<void>;
}

/** Starts it with `keys` as its folder. */
export async function startSshd(keys: string): Promise<Sshd> {
  for (const name of ['host', 'client', 'other']) {
    runTool('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(keys, name)]);
  }
  writeFileSync(join(keys, 'authorized'), readFileSync(join(keys, 'client.pub')));
  chmodSync(join(keys, 'authorized'), 0o600);
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const config = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(keys, 'host')}`,
    `AuthorizedKeysFile ${join(keys, 'authorized')}`,
    'StrictModes no',
    'UsePAM no',
    'PidFile none',
    'PermitRootLogin yes',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'Subsystem sftp internal-sftp',
  ];
  writeFileSync(join(keys, 'config'), `${config.join('\n')}\n`);
  const child = spawn(SSHD!, ['-D', '-e', '-f', join(keys, 'config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  let said = '';
  for await (const text of child.stderr) {
    said += String(text);
    if (said.includes('Server listening')) break;
  }
  if (!said.includes('Server listening')) throw new Error(`sshd: ${said}`);
  const [type, key] = readFileSync(join(keys, 'host.pub'), 'utf8').split(' ');
  return { port, user: userInfo().username, keys, knownAt: (at) => `[127.0.0.1]:${at} ${type} ${key}\n`, close };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}
