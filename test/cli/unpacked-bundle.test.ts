import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { sealFor } from '../../src/bundle/encryption/seal.ts';
import type { Context } from '../../src/cli/context.ts';
import { pickDisc } from '../../src/cli/pick-disc.ts';
import { withUnpacked } from '../../src/cli/unpacked-bundle.ts';
import { bundleEntries, FOLDER, pack } from '../bundle/packed.ts';
import { tempDir } from '../outside.ts';

const dir = tempDir();
const home = join(dir, 'home');
const unpacked = join(home, 'unpacked');
const context = { settings: { home }, signal: new AbortController().signal } as unknown as Context;
const entries = bundleEntries(dir, 5000);

const using = <T>(paths: readonly string[], work: (paths: readonly string[]) => Promise<T>, options = {}): Promise<T> =>
  withUnpacked(paths, context, options, work);

describe('a command that takes bundles', () => {
  it('gets what is no bundle as it is', async () => {
    const image = join(dir, 'mix.iso');
    writeFileSync(image, Buffer.alloc(4096));
    const paths = [image, dir, join(dir, 'nowhere')];
    expect(await using(paths, async (given) => given)).toEqual(paths);
    expect(existsSync(unpacked)).toBe(false);
  });

  it('gets what is in them, in a folder that nobody else can look into, for as long as it works', async () => {
    const key = await generateX25519Identity();
    const identity = [join(dir, 'key.txt')];
    writeFileSync(identity[0]!, `${key}\n`, { mode: 0o600 });
    const seal = sealFor({ recipients: [await identityToRecipient(key)] });
    const open = await pack(join(dir, 'a.zip'), entries);
    const sealed = await pack(join(dir, 'b.age'), entries, { seal });
    const work = async (paths: readonly string[]): Promise<void> => {
      expect(paths[1]).toBe(dir);
      for (const path of [paths[0]!, paths[2]!]) {
        expect(path.startsWith(unpacked)).toBe(true);
        expect(path.endsWith(FOLDER)).toBe(true);
        expect(readFileSync(join(path, 'disc-1', 'disc.wav'))).toHaveLength(5000);
        expect(statSync(dirname(dirname(path))).mode & 0o777).toBe(0o700);
      }
      throw new Error('enough');
    };
    await expect(using([open, dir, sealed], work, { identity })).rejects.toThrow('enough');
    expect(readdirSync(unpacked)).toEqual([]);
  });

  it('is not begun where a bundle is broken; nothing of it stays', async () => {
    const path = await pack(join(dir, 'broken.tar'), entries, { archive: 'tar' });
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('FILE "disc.wav" WAVE')] = 0x66;
    writeFileSync(path, bytes);
    await expect(using([path], () => Promise.reject(new Error('begun')))).rejects.toMatchObject({
      code: 'bundle-damaged',
      exitCode: 7,
      message: expect.stringContaining(`${path}: disc-1/disc.cue: its SHA-256 is wrong`),
    });
    expect(readdirSync(unpacked)).toEqual([]);
  });

  it('clears away what a killed one left', async () => {
    const left = join(unpacked, `.bundles.partial-${2 ** 30}-1`);
    mkdirSync(join(left, '0'), { recursive: true });
    await using([await pack(join(dir, 'c.zip'), entries)], async () => {
      expect(existsSync(left)).toBe(false);
    });
  });
});

describe('--disc', () => {
  const bundle = join(dir, 'two');
  for (const name of ['disc-1', 'disc-2']) mkdirSync(join(bundle, name), { recursive: true });
  const one = join(dir, 'one');
  mkdirSync(join(one, 'disc-1'), { recursive: true });

  it('names a disc of a bundle, and is needed where there are several', async () => {
    expect(await pickDisc(bundle, '2')).toBe(join(bundle, 'disc-2'));
    expect(await pickDisc(one, undefined)).toBe(join(one, 'disc-1'));
    expect(await pickDisc(join(bundle, 'disc-1'), undefined)).toBe(join(bundle, 'disc-1'));
    await expect(pickDisc(bundle, undefined)).rejects.toMatchObject({ hint: 'add --disc 1, up to 2' });
    await expect(pickDisc(one, '2')).rejects.toMatchObject({ code: 'unknown-disc', hint: 'add --disc 1' });
    await expect(pickDisc(join(bundle, 'disc-1'), '1')).rejects.toMatchObject({ hint: 'leave out --disc' });
  });
});
