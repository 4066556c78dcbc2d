import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refused, type DeliveryError } from '../delivery-error.ts';
import type { TargetWorld } from '../target.ts';
import { fingerprintOf, knownKeys, typeOf, type HostKey } from './known-hosts.ts';

/** Decides whether a server is the one that it should be. */
export interface HostCheck {
  /** Kinds of keys to ask the server for; empty where any will do. */
  readonly types: readonly string[];
  /** Null where the key is the server's; else why it isn't trusted. */
  judge(key: Uint8Array): DeliveryError | null;
}

/** The check of a host by a fingerprint that somebody has named, else by what known_hosts tells of it. Nobody is trusted blindly. */
export function hostCheck(host: string, port: number, fingerprint: string | null, world: TargetWorld): HostCheck {
  if (fingerprint !== null) {
    return {
      types: [],
      judge: (key) => (fingerprintOf(key) === fingerprint ? null : otherKey(host, fingerprintOf(key), 'named')),
    };
  }
  const named = world.secrets('MIXPRESS_SFTP_KNOWN_HOSTS');
  const files = named === null ? [join(world.userHome, '.ssh/known_hosts'), '/etc/ssh/ssh_known_hosts'] : [named];
  const keys = files.flatMap((file) => knownKeys(readText(file), host, port));
  const trusted = keys.filter(({ revoked }) => !revoked);
  return { types: [...new Set(trusted.map(({ type }) => type))], judge: (key) => judgeBy(keys, key, host, port) };
}

function judgeBy(keys: readonly HostKey[], key: Uint8Array, host: string, port: number): DeliveryError | null {
  const shown = Buffer.from(key).toString('base64');
  const same = keys.filter((known) => known.key === shown);
  if (same.some(({ revoked }) => revoked)) return refused(`the key of ${host} is revoked`, 'ask who runs the server');
  if (same.length > 0) return null;
  if (keys.some(({ type }) => type === typeOf(key))) return otherKey(host, fingerprintOf(key), 'known');
  const where = port === 22 ? host : `-p ${port} ${host}`;
  return refused(
    `the server ${host} is not known; its key is ${fingerprintOf(key)}`,
    `ask who runs it whether that is its key, then: ssh-keyscan ${where} >> ~/.ssh/known_hosts, or add ?fingerprint=SHA256:...`,
  );
}

function otherKey(host: string, fingerprint: string, kind: 'named' | 'known'): DeliveryError {
  return refused(
    `the key of ${host} is ${fingerprint}, which is not the one that is ${kind}: this may be another server`,
    'ask who runs it before you change anything',
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
