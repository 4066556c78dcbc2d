import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTarget } from '../../../src/delivery/targets/index.ts';
import { itOnDiskAsync } from '../../cli/tmpfs.ts';
import { runTool, tempDir } from '../../outside.ts';
import { listening } from '../listening.ts';
import { parcelOf, sendTo, worldWith } from '../sending.ts';
import { hasSshd, startSshd, type Sshd } from '../sshd.ts';

const dir = tempDir();
const far = join(dir, 'far');
const test = hasSshd ? it : it.skip;
const named = (name: string): string => (hasSshd ? name : `${name} (SKIPPED: install openssh-server)`);
let sshd: Sshd;
let at: (folder: string) => string;
let good: Readonly<Record<string, string>>;

beforeAll(async () => {
  mkdirSync(far);
  if (!hasSshd) return;
  const keys = join(dir, 'keys');
  mkdirSync(keys);
  sshd = await startSshd(keys);
  at = (folder) => `sftp://${sshd.user}@127.0.0.1:${sshd.port}${folder}`;
  writeFileSync(join(dir, 'known'), sshd.knownAt(sshd.port));
  good = { MIXPRESS_SFTP_KEY: join(keys, 'client'), MIXPRESS_SFTP_KNOWN_HOSTS: join(dir, 'known') };
});
afterAll(async () => sshd?.close());

const small = (): ReturnType<typeof parcelOf> => parcelOf(dir, 'a.zip', Buffer.from('some bytes'));

describe('the key of an SFTP server', () => {
  test(named('must be known'), async () => {
    const secrets = { ...good, MIXPRESS_SFTP_KNOWN_HOSTS: join(dir, 'none') };
    await expect(sendTo(at(far), await small(), worldWith(secrets))).rejects.toMatchObject({
      ...{ code: 'target-refused', lasting: true, exitCode: 5 },
      message: expect.stringMatching(/the server 127\.0\.0\.1 is not known; its key is SHA256:[A-Za-z0-9+/]{43}$/),
      hint: expect.stringContaining(`ssh-keyscan -p ${sshd.port} 127.0.0.1`),
    });
  });

  test(named('must be the one that is known'), async () => {
    const [type, key] = readFileSync(join(sshd.keys, 'other.pub'), 'utf8').split(' ');
    const other = join(dir, 'other-known');
    writeFileSync(other, `[127.0.0.1]:${sshd.port} ${type} ${key}\n`);
    const secrets = { ...good, MIXPRESS_SFTP_KNOWN_HOSTS: other };
    await expect(sendTo(at(far), await small(), worldWith(secrets))).rejects.toMatchObject({
      ...{ code: 'target-refused', lasting: true, exitCode: 5 },
      message: expect.stringContaining('which is not the one that is known'),
    });
    writeFileSync(other, `@revoked ${sshd.knownAt(sshd.port)}`);
    await expect(sendTo(at(far), await small(), worldWith(secrets))).rejects.toThrow('is revoked');
  });

  test(named('may be named by its fingerprint'), async () => {
    const shown = (name: string): string =>
      runTool('ssh-keygen', ['-lf', join(sshd.keys, `${name}.pub`)]).stdout.split(' ')[1]!;
    const secrets = { MIXPRESS_SFTP_KEY: good['MIXPRESS_SFTP_KEY']! };
    const parcel = await parcelOf(dir, 'by-fingerprint.zip', Buffer.from('x'));
    await expect(sendTo(`${at(far)}?fingerprint=${shown('other')}`, parcel, worldWith(secrets))).rejects.toThrow(
      'which is not the one that is named',
    );
    const address = findTarget(`${at(far)}?fingerprint=${shown('host')}`).address;
    expect(await sendTo(address, parcel, worldWith(secrets))).toMatchObject({ found: false });
  });
});

describe('a delivery by SFTP', () => {
  test(named('is refused without the right key, and says nothing of it'), async () => {
    const secrets = { ...good, MIXPRESS_SFTP_KEY: join(sshd.keys, 'other') };
    await expect(sendTo(at(far), await small(), worldWith(secrets))).rejects.toMatchObject({
      ...{ code: 'target-refused', lasting: true, exitCode: 5 },
      message: expect.stringContaining(`refuses the credentials of ${sshd.user}`),
    });
    const password = {
      MIXPRESS_SFTP_PASSWORD: 'hunter2',
      MIXPRESS_SFTP_KNOWN_HOSTS: good['MIXPRESS_SFTP_KNOWN_HOSTS']!,
    };
    const failure = await sendTo(at(far), await small(), worldWith(password)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'target-refused' });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('hunter2');
  });

  test(named('refuses a key that others can read, and one that is none'), async () => {
    const key = join(dir, 'open-key');
    writeFileSync(key, readFileSync(join(sshd.keys, 'client')));
    chmodSync(key, 0o644);
    const open = worldWith({ ...good, MIXPRESS_SFTP_KEY: key });
    await expect(sendTo(at(far), await small(), open)).rejects.toMatchObject({ code: 'credentials-unsafe' });
    writeFileSync(key, 'no key\n');
    chmodSync(key, 0o600);
    await expect(sendTo(at(far), await small(), open)).rejects.toMatchObject({ code: 'target-refused' });
    const none = worldWith({ ...good, MIXPRESS_SFTP_KEY: join(dir, 'none') });
    await expect(sendTo(at(far), await small(), none)).rejects.toMatchObject({
      code: 'credentials-missing',
      exitCode: 2,
    });
    const nothing = worldWith({});
    await expect(sendTo(at(far), await small(), nothing)).rejects.toMatchObject({ code: 'credentials-missing' });
  });

  test(named('tells a folder that is not there or that is closed to us'), async () => {
    await expect(sendTo(at(join(far, 'none')), await small(), worldWith(good))).rejects.toMatchObject({
      ...{ code: 'target-unreachable', lasting: true, message: expect.stringContaining('no such folder') },
    });
    expect(readdirSync(far)).not.toContain('none');
  });

  test(named('tells a server that is not there, is silent, or is none'), async () => {
    const parcel = await small();
    await expect(sendTo('sftp://u@127.0.0.1:1/x', parcel, worldWith(good))).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    const mute = await listening(createServer(() => undefined));
    const silent = worldWith(good, { patienceMs: 300 });
    await expect(sendTo(`sftp://u@127.0.0.1:${mute.port}/x`, parcel, silent)).rejects.toMatchObject({
      ...{ code: 'target-unreachable', lasting: false },
    });
    mute.close();
    const liar = await listening(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    await expect(sendTo(`sftp://u@127.0.0.1:${liar.port}/x`, parcel, silent)).rejects.toMatchObject({
      ...{ code: 'target-unreachable', lasting: false },
    });
    liar.close();
  });

  itOnDiskAsync('size=2m', named('tells a full disk, and goes on when there is room'), async (disk) => {
    if (!hasSshd) return;
    const parcel = await parcelOf(dir, 'too-large.zip', Buffer.alloc(3 << 20, 7));
    await expect(sendTo(at(disk.path), parcel, worldWith(good))).rejects.toMatchObject({
      ...{ code: 'target-full', lasting: false, message: expect.stringContaining('no space left') },
    });
    expect(readdirSync(disk.path)).not.toContain('too-large.zip');
    disk.remount('size=8m');
    expect(await sendTo(at(disk.path), parcel, worldWith(good))).toMatchObject({ found: false });
    expect(readdirSync(disk.path)).toEqual(['too-large.zip']);
  });

  test(named('begins anew where the other half is of something else'), async () => {
    const parcel = await parcelOf(dir, 'resumed.zip', Buffer.from('the right bytes'));
    writeFileSync(join(far, `.${parcel.key}.mixpress-partial`), 'the wrong');
    await expect(sendTo(at(far), parcel, worldWith(good))).rejects.toMatchObject({
      code: 'transfer-damaged',
      lasting: false,
    });
    expect(readdirSync(far)).not.toContain('resumed.zip');
    expect(await sendTo(at(far), parcel, worldWith(good))).toMatchObject({ found: false });
    expect(readFileSync(join(far, 'resumed.zip'), 'utf8')).toBe('the right bytes');
  });
});

describe('addresses of SFTP', () => {
  it.each([
    ['sftp://shop@press.example', 'sftp://shop@press.example/'],
    ['sftp://shop@press.example:2222/in box/../in//', 'sftp://shop@press.example:2222/in/'],
  ])('%s is %s', (given, whole) => expect(findTarget(given).address).toBe(whole));

  it.each([
    'sftp://press.example/in',
    'sftp://shop:secret@press.example/in',
    'sftp:///in',
    'sftp://shop@press.example/in?fingerprint=MD5:aa',
    'sftp://shop@press.example/in?key=x',
  ])('%s is none', (address) => {
    expect(() => findTarget(address)).toThrow(expect.objectContaining({ code: 'target-invalid', exitCode: 2 }));
    expect(() => findTarget(address)).not.toThrow('secret');
  });
});
