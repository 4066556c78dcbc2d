import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { armor, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isArmored, openArmor } from '../../../src/bundle/encryption/armor.ts';
import type { ByteSource } from '../../../src/bundle/reading/byte-source.ts';
import { itWith, runTool, tempDir } from '../../outside.ts';
import { bundleEntries, faultsOf, noise, NO_KEYS, pack } from '../packed.ts';

const dir = tempDir();

function open(text: string): Promise<ByteSource> {
  const bytes = Buffer.from(text);
  const read = async (at: number, length: number): Promise<Buffer> => {
    expect(at >= 0 && at + length <= bytes.length).toBe(true);
    return bytes.subarray(at, at + length);
  };
  return openArmor({ bytes: bytes.length, read, close: async () => undefined });
}

async function readAll(text: string): Promise<Buffer> {
  const source = await open(text);
  return source.read(0, source.bytes);
}

describe('the text form of age', () => {
  it('is read anywhere, with the line ends of any system and blanks behind it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(200), fc.nat(200), fc.nat(100), fc.boolean(), async (bytes, at, length, isWindows) => {
        const plain = noise(bytes);
        const text = `${armor.encode(plain)}\n`;
        const source = await open(isWindows ? text.replaceAll('\n', '\r\n') : text);
        expect(isArmored(Buffer.from(text))).toBe(true);
        expect(source.bytes).toBe(bytes);
        const from = Math.min(at, bytes);
        const to = Math.min(bytes, from + length);
        expect((await source.read(from, to - from)).equals(plain.subarray(from, to))).toBe(true);
        await expect(source.read(from, bytes - from + 1)).rejects.toMatchObject({ code: 'bundle-damaged' });
      }),
    );
  });

  it('that is cut short, spoiled or followed by something is damaged, or other bytes', async () => {
    const plain = noise(500);
    const text = armor.encode(plain);
    for (let end = 36; end < text.length - 1; end += 7) {
      await expect(readAll(text.slice(0, end))).rejects.toMatchObject({ code: 'bundle-damaged', exitCode: 7 });
    }
    await expect(readAll(`${text}more`)).rejects.toMatchObject({ code: 'bundle-damaged' });
    await expect(readAll(`${text}${' '.repeat(2000)}`)).rejects.toMatchObject({ code: 'bundle-damaged' });
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.string({ unit: 'binary-ascii', maxLength: 3 }), async (at, put) => {
        const read = readAll(text.slice(0, at) + put + text.slice(at + 1));
        await read.catch((error: unknown) => expect(error).toMatchObject({ code: 'bundle-damaged' }));
      }),
    );
  });

  itWith(['age'], 'is opened as age writes it', async () => {
    const identity = await generateX25519Identity();
    const packed = await pack(join(dir, 'bundle.zip'), bundleEntries(dir), { archive: 'zip' });
    const sealed = join(dir, 'armored.age');
    runTool('age', ['-a', '-r', await identityToRecipient(identity), '-o', sealed, packed]);
    expect(await faultsOf(sealed, { ...NO_KEYS, identities: [identity] })).toEqual([]);
    writeFileSync(sealed, '-----BEGIN AGE ENCRYPTED FILE-----');
    expect(await faultsOf(sealed)).toEqual(['- bundle-damaged']);
  });
});
