import { fstatSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import { readIdentities } from '../../../src/bundle/encryption/identities.ts';
import { readKeyDescriptor, readKeyText } from '../../../src/bundle/encryption/key-text.ts';
import { passphraseIn } from '../../../src/bundle/encryption/passphrase.ts';
import { readRecipients } from '../../../src/bundle/encryption/recipients.ts';
import { tempDir } from '../../outside.ts';

const dir = tempDir();
const file = (name: string, content: string | Uint8Array, mode = 0o600): string => {
  writeFileSync(join(dir, name), content, { mode });
  return join(dir, name);
};

let identity: string;
let recipient: string;
beforeAll(async () => {
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
});

describe('recipients', () => {
  it('come from the command line and from files, sorted, each once', async () => {
    const other = await identityToRecipient(await generateX25519Identity());
    const listed = file('to.txt', `# the shop\r\n${other}\r\n\n  ${recipient}\n`);
    expect(await readRecipients([recipient, listed])).toEqual([recipient, other].sort());
    expect(await readRecipients([])).toEqual([]);
  });

  it.each([
    ['age1qqqq', 'is not an age recipient'],
    ['age1yubikey1qwerty', 'is not an age recipient'],
    ['ssh-ed25519 AAAA', 'SSH keys are not supported'],
    [join(dir, 'nowhere'), 'no such file'],
    ['/dev/zero', 'longer than 1 MiB'],
  ])('that are none are refused: %s', async (given, reason) => {
    await expect(readRecipients([given])).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(reason),
      hint: expect.stringMatching(/./),
    });
  });

  it('that are secret keys are refused and not told', async () => {
    for (const given of [identity, identity.toLowerCase(), file('secret.txt', identity)]) {
      const error = await readRecipients([given]).catch((e: unknown) => e as Error);
      expect(error).toMatchObject({ code: 'recipient-bad', hint: expect.stringContaining('age-keygen -y') });
      expect((error as Error).message.toUpperCase()).not.toContain(identity.slice(0, 30));
    }
  });

  it('in a file without any are missed', async () => {
    await expect(readRecipients([file('none.txt', '# nobody\n')])).rejects.toMatchObject({ code: 'recipient-bad' });
  });
});

describe('identities', () => {
  it('are read as age-keygen writes them', async () => {
    const written = `# created: 2026-01-01T00:00:00Z\n# public key: ${recipient}\n${identity}\n`;
    expect(await readIdentities(file('key.txt', written))).toEqual([identity]);
  });

  it.each([
    ['-----BEGIN OPENSSH PRIVATE KEY-----\n', 'is an SSH key'],
    ['age-encryption.org/v1\n-> scrypt', 'is itself encrypted'],
    ['AGE-SECRET-KEY-1XYZ\n', ':1: this is not a secret key'],
    ['', 'has no key in it'],
    [Buffer.from([0xff, 0xfe, 0]), 'not UTF-8'],
  ])('that are none are refused: %j', async (content, reason) => {
    await expect(readIdentities(file('bad.txt', content))).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(reason),
    });
  });
});

describe('a passphrase', () => {
  it('is the one line of its file', async () => {
    expect(passphraseIn('correct horse\r\n')).toBe('correct horse');
    for (const bad of ['', '\n', 'two\nlines\n', 'x'.repeat(1001)])
      expect(() => passphraseIn(bad)).toThrow(/passphrase/);
  });

  it.skipIf(process.platform === 'win32')('in a file that others can read is refused', async () => {
    for (const mode of [0o640, 0o604, 0o660]) {
      const open = file(`open-${mode}`, 'secret', mode);
      const { chmodSync } = await import('node:fs');
      chmodSync(open, mode);
      await expect(readKeyText(open, 'the passphrase', true)).rejects.toMatchObject({
        code: 'key-not-private',
        exitCode: 2,
        hint: expect.stringContaining(`chmod 600 ${open}`),
      });
    }
    expect(await readKeyText(file('closed', 'secret\n', 0o600), 'the passphrase', true)).toBe('secret\n');
  });

  it('comes from a descriptor, too, which is closed then', () => {
    const descriptor = openSync(file('fd', 'from a pipe\n'), 'r');
    expect(readKeyDescriptor(descriptor, 'the passphrase')).toBe('from a pipe\n');
    expect(() => fstatSync(descriptor)).toThrow(/EBADF/);
    expect(() => readKeyDescriptor(987_654, 'the passphrase')).toThrow(/descriptor 987654/);
  });
});
