import { createHash, createHmac } from 'node:crypto';

/** A public key of a server, as it goes over the wire. */
export interface HostKey {
  /** `ssh-ed25519`, `ecdsa-sha2-nistp256`, ... */
  readonly type: string;
  /** Base 64. */
  readonly key: string;
  readonly revoked: boolean;
}

/**
 * The keys that files in the form of OpenSSH's known_hosts (sshd(8)) tell for a host: plain or hashed names, patterns,
 * ports, `@revoked`. Lines that make no sense, and authorities of certificates, are passed over.
 */
export function knownKeys(text: string, host: string, port: number): HostKey[] {
  const name = port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;
  return text.split('\n').flatMap((line): HostKey[] => {
    const words = line.trim().split(/[ \t]+/);
    const marker = words[0]!.startsWith('@') ? words.shift()! : null;
    const [hosts, type, key] = words;
    if (hosts === undefined || hosts.startsWith('#') || type === undefined || key === undefined) return [];
    if ((marker !== null && marker !== '@revoked') || !names(hosts, name)) return [];
    return [{ type, key, revoked: marker === '@revoked' }];
  });
}

function names(hosts: string, name: string): boolean {
  if (hosts.startsWith('|1|')) {
    const [, , salt = '', digest] = hosts.split('|');
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === digest;
  }
  const patterns = hosts.toLowerCase().split(',');
  if (patterns.some((pattern) => pattern.startsWith('!') && fits(pattern.slice(1), name))) return false;
  return patterns.some((pattern) => fits(pattern, name));
}

/** `*` is any text, `?` any character; in linear steps, whatever the pattern. */
function fits(pattern: string, name: string): boolean {
  let [at, star, mark] = [0, -1, 0];
  for (let i = 0; i < name.length;) {
    if (pattern[at] === '*') [star, mark] = [at++, i];
    else if (pattern[at] === '?' || pattern[at] === name[i]) [at, i] = [at + 1, i + 1];
    else if (star >= 0) [at, i] = [star + 1, ++mark];
    else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** `SHA256:` and base 64 without padding, as ssh-keygen shows a key. */
export function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** What a key on the wire begins with: its type. */
export function typeOf(key: Uint8Array): string {
  const bytes = Buffer.from(key);
  const length = bytes.length < 4 ? 0 : bytes.readUInt32BE(0);
  return bytes.subarray(4, 4 + Math.min(length, 64)).toString('latin1');
}
