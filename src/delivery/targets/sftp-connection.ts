import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Client, ConnectConfig, SFTPWrapper, utils } from 'ssh2';
import { ExitCode, systemErrorCode } from '../../base/errors.ts';
import { readPrivateFile } from '../credentials.ts';
import { lasting, passing, refused, type DeliveryError } from '../delivery-error.ts';
import type { TargetWorld } from '../target.ts';
import { hostCheck } from './host-check.ts';

const LEAVING_MS = 1000;

export interface SftpConnection {
  readonly files: SFTPWrapper;
  /** Makes a request and waits for its answer, or for the end of the connection: what is asked after that is never answered. */
  ask<T>(request: (done: Answer<T>) => unknown): Promise<T>;
  close(): Promise<void>;
}

export type Answer<T> = (error: Error | null | undefined, result: T) => void;

/** Connects to a server whose key is checked before anything secret is said. Throws DeliveryError, or `credentials-unsafe`. */
export async function connectSftp(url: URL, fingerprint: string | null, world: TargetWorld): Promise<SftpConnection> {
  const { default: ssh2 } = await import('ssh2');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || 22);
  const check = hostCheck(host, port, fingerprint, world);
  const login = withoutLockedKey(sftpCredentials(world), ssh2.utils.parseKey);
  const client = new ssh2.Client();
  let distrust: DeliveryError | null = null;
  try {
    const files = await new Promise<SFTPWrapper>((resolve, reject) => {
      // Kept for as long as the connection lasts: an error that nobody hears would end the process.
      client.on('error', reject);
      client.on('close', () => reject(passing('target-unreachable', `${url.host} has closed the connection`)));
      // Many small requests are under way at a time: none of them may wait to be sent with another.
      client.on('connect', () => void client.setNoDelay(true));
      client.on('keyboard-interactive', (_name, _instructions, _language, prompts, finish) =>
        finish(prompts.map(({ echo }) => (echo ? '' : (login.password ?? '')))),
      );
      client.on('ready', () => client.sftp((error, wrapper) => (error ? reject(error) : resolve(wrapper))));
      client.connect({
        ...{ host, port, username: decodeURIComponent(url.username), readyTimeout: world.patienceMs },
        ...{ keepaliveInterval: Math.ceil(world.patienceMs / 3), keepaliveCountMax: 2 },
        ...(check.types.length === 0 ? {} : { algorithms: { serverHostKey: algorithmsFor(check.types) } }),
        hostVerifier: (key: Buffer) => (distrust = check.judge(key)) === null,
        ...login,
      } as ConnectConfig);
    });
    return { files, ...untilClosed(client) };
  } catch (error) {
    client.destroy();
    throw distrust ?? sshError(error, url);
  }
}

/** Requests that end with the connection, and leaving it. A server that doesn't answer to that is left after a second. */
function untilClosed(client: Client): Pick<SftpConnection, 'ask' | 'close'> {
  const waiting = new Set<(error: Error) => void>();
  const lost = new Error('the connection was lost');
  let isOpen = true;
  client.once('close', () => {
    isOpen = false;
    for (const reject of waiting) reject(lost);
  });
  return {
    ask: async (request) => {
      if (!isOpen) throw lost;
      let forget: (error: Error) => void = () => undefined;
      try {
        return await new Promise((resolve, reject) => {
          forget = reject;
          waiting.add(reject);
          request((error, result) => (error ? reject(error) : resolve(result)));
        });
      } finally {
        waiting.delete(forget);
      }
    },
    close: async () => {
      if (!isOpen) return;
      const timer = setTimeout(() => client.destroy(), LEAVING_MS);
      await new Promise<void>((resolve) => {
        client.once('close', resolve);
        client.end();
      });
      clearTimeout(timer);
    },
  };
}

/** An RSA key may sign in newer ways than its type tells. */
function algorithmsFor(types: readonly string[]): string[] {
  return types.flatMap((type) => (type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] : [type]));
}

/** A key that is named, else a password that is, else an agent, else one of the user's usual keys. */
export function sftpCredentials({ secrets, userHome }: TargetWorld): ConnectConfig {
  const password = secrets('MIXPRESS_SFTP_PASSWORD');
  const named = secrets('MIXPRESS_SFTP_KEY');
  // Many servers ask for the password as a question of their own (RFC 4256).
  const byPassword = password === null ? {} : { password, tryKeyboard: true };
  if (named !== null) return { ...keyFrom(named, secrets), ...byPassword };
  if (password !== null) return byPassword;
  const agent = secrets('SSH_AUTH_SOCK');
  const usual = ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) => join(userHome, '.ssh', name)).find(existsSync);
  if (agent === null && usual === undefined) {
    throw lasting('credentials-missing', 'SFTP needs a key, an agent or a password', {
      hint: 'set MIXPRESS_SFTP_KEY to the path of a private key, or MIXPRESS_SFTP_PASSWORD',
      exitCode: ExitCode.usage,
    });
  }
  return { ...(agent === null ? {} : { agent }), ...(usual === undefined ? {} : keyFrom(usual, secrets)) };
}

/** A usual key that is locked, or none, is no hindrance where there is an agent, which mostly holds that very key. */
function withoutLockedKey(login: ConnectConfig, parseKey: typeof utils.parseKey): ConnectConfig {
  const { privateKey, ...rest } = login;
  if (login.agent === undefined || privateKey === undefined) return login;
  return parseKey(privateKey, login.passphrase) instanceof Error ? rest : login;
}

function keyFrom(path: string, secrets: TargetWorld['secrets']): ConnectConfig {
  const privateKey = readPrivateFile(path);
  if (privateKey === null) {
    throw lasting('credentials-missing', `there is no private key ${path}`, {
      hint: 'check MIXPRESS_SFTP_KEY',
      exitCode: ExitCode.usage,
    });
  }
  const passphrase = secrets('MIXPRESS_SFTP_PASSPHRASE');
  return { privateKey, ...(passphrase === null ? {} : { passphrase }) };
}

function sshError(error: unknown, url: URL): unknown {
  const level = (error as { level?: unknown }).level;
  if (level === 'agent') {
    return refused(`the SSH agent is of no help: ${messageOf(error)}`, 'start it, or set MIXPRESS_SFTP_KEY', error);
  }
  if (level === 'client-authentication') {
    return refused(`${url.host} refuses the credentials of ${url.username}`, 'check the key or the password', error);
  }
  const message = messageOf(error);
  if (message.startsWith('Cannot parse privateKey') || message.includes('passphrase')) {
    return refused(
      `can't use the private key: ${message}`,
      'check MIXPRESS_SFTP_KEY and MIXPRESS_SFTP_PASSPHRASE',
      error,
    );
  }
  if (level !== undefined && systemErrorCode(error) === undefined) {
    const hint = 'see whether it is there';
    return passing('target-unreachable', `can't reach ${url.host}: ${message}`, { hint, cause: error });
  }
  return error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
