import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHUNK_BYTES } from '../../../src/bundle/encryption/payload.ts';
import { sealFor, type SealedFor } from '../../../src/bundle/encryption/seal.ts';
import { unseal, type Keys } from '../../../src/bundle/encryption/unseal.ts';
import type { ByteSource } from '../../../src/bundle/reading/byte-source.ts';
import { itWith, runTool, tempDir } from '../../outside.ts';
import { bundleEntries, faultsOf, noise, NO_KEYS, pack } from '../packed.ts';

const dir = tempDir();
let identity: string;
let recipient: string;
let keys: Keys;

beforeAll(async () => {
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  keys = { ...NO_KEYS, identities: [identity] };
  writeFileSync(join(dir, 'key.txt'), `# a key\n${identity}\n`);
});

async function seal(pieces: readonly Uint8Array[], whom: SealedFor = { recipients: [recipient] }): Promise<Buffer> {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield* pieces;
  }
  const out: Uint8Array[] = [];
  for await (const bytes of sealFor(whom)(source())) out.push(bytes);
  return Buffer.concat(out);
}

function sourceOf(bytes: Buffer): ByteSource {
  const read = async (at: number, length: number): Promise<Buffer> => {
    expect(at + length).toBeLessThanOrEqual(bytes.length);
    return bytes.subarray(at, at + length);
  };
  return { bytes: bytes.length, read, close: async () => undefined };
}

async function open(sealed: Buffer, with_: Keys = keys): Promise<Buffer> {
  const source = await unseal(sourceOf(sealed), with_);
  return source.read(0, source.bytes);
}

describe('what is sealed', () => {
  const edges = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES + 7];

  it.each(edges)('is opened again by us: %i bytes', async (bytes) => {
    const plain = noise(bytes);
    expect((await open(await seal([plain]))).equals(plain)).toBe(true);
  });

  it('can be read anywhere', async () => {
    const plain = noise(3 * CHUNK_BYTES + 100);
    const source = await unseal(sourceOf(await seal([plain])), keys);
    expect(source.bytes).toBe(plain.length);
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length), fc.nat(2 * CHUNK_BYTES), async (at, most) => {
        const length = Math.min(most, plain.length - at);
        expect((await source.read(at, length)).equals(plain.subarray(at, at + length))).toBe(true);
      }),
      { numRuns: 50 },
    );
    await expect(source.read(plain.length, 1)).rejects.toMatchObject({ code: 'bundle-damaged' });
  });

  it('is never the same twice', async () => {
    expect((await seal([noise(10)])).equals(await seal([noise(10)]))).toBe(false);
  });

  itWith(['age'], 'is opened by age, and what age seals by us', async () => {
    for (const bytes of [0, CHUNK_BYTES, CHUNK_BYTES + 1]) {
      const plain = noise(bytes);
      const words = ['-d', '-i', join(dir, 'key.txt')];
      expect(Buffer.from(runTool('age', words, { input: await seal([plain]) }).bytes).equals(plain)).toBe(true);
      const theirs = Buffer.from(runTool('age', ['-r', recipient], { input: plain }).bytes);
      expect((await open(theirs)).equals(plain)).toBe(true);
    }
  });

  it('opens with any of the keys that it is for, and no other', async () => {
    const [second, stranger] = [await generateX25519Identity(), await generateX25519Identity()];
    const sealed = await seal([noise(100)], { recipients: [recipient, await identityToRecipient(second)] });
    expect((await open(sealed, { ...NO_KEYS, identities: [stranger, second] })).length).toBe(100);
    await expect(open(sealed, { ...NO_KEYS, identities: [stranger] })).rejects.toMatchObject({
      code: 'bundle-wrong-key',
      exitCode: 7,
    });
    await expect(open(sealed, NO_KEYS)).rejects.toMatchObject({
      code: 'bundle-locked',
      exitCode: 7,
      hint: expect.stringContaining('--identity'),
    });
  });

  it('is broken wherever it is changed or cut', async () => {
    const sealed = await seal([noise(CHUNK_BYTES + 500)]);
    const places = [30, 120, 190, 215, 240, 30_000, 66_000, sealed.length - 1];
    for (const at of places) {
      const broken = Buffer.from(sealed);
      broken[at]! ^= 1;
      await expect(open(broken), `byte ${at}`).rejects.toMatchObject({ exitCode: 7 });
    }
    for (const length of [22, 100, 200, 216, 220, 65_000, CHUNK_BYTES + 216, sealed.length - 1]) {
      await expect(open(sealed.subarray(0, length)), `${length} bytes`).rejects.toMatchObject({ exitCode: 7 });
    }
    await expect(open(Buffer.concat([sealed, noise(16)]))).rejects.toMatchObject({ code: 'bundle-damaged' });
  });
});

describe('a passphrase', () => {
  const passphrase = 'drei Chinesen mit dem Kontrabaß';
  let sealed: Buffer;
  beforeAll(async () => {
    sealed = await seal([noise(1000)], { passphrase });
  });

  it('does not open what was sealed with another one', async () => {
    await expect(open(sealed, { ...NO_KEYS, passphrase: async () => 'no' })).rejects.toMatchObject({
      code: 'bundle-wrong-key',
      exitCode: 7,
    });
    await expect(open(sealed, keys)).rejects.toMatchObject({ hint: expect.stringContaining('--passphrase-file') });
  });

  it('that would take all memory is not tried', async () => {
    const greedy = Buffer.from(sealed.toString('latin1').replace(/^(-> scrypt \S+) 18$/m, '$1 31'), 'latin1');
    const asked = open(greedy, { ...NO_KEYS, passphrase: async () => passphrase });
    await expect(asked).rejects.toMatchObject({ code: 'bundle-damaged' });
  });

  itWith(['age', 'python3'], 'works in age as it does here, both ways', async () => {
    const [file, theirs] = [join(dir, 'p.age'), join(dir, 'theirs.age')];
    writeFileSync(file, sealed);
    const opened = typed(['age', '-d', '-o', join(dir, 'p'), file], [passphrase]);
    expect(opened, opened.stdout).toMatchObject({ status: 0 });
    expect(readFileSync(join(dir, 'p')).equals(noise(1000))).toBe(true);
    expect(typed(['age', '-p', '-o', theirs, join(dir, 'p')], [passphrase, passphrase]).status).toBe(0);
    const plain = await open(readFileSync(theirs), { ...NO_KEYS, passphrase: async () => passphrase });
    expect(plain.equals(noise(1000))).toBe(true);
  });
});

/** Runs a program on a terminal of its own, where these lines are typed as it asks. */
function typed(words: readonly string[], lines: readonly string[]): ReturnType<typeof runTool> {
  const program = `import os,pty,sys,json
words,lines=json.loads(sys.argv[1])
pid,fd=pty.fork()
if pid==0: os.execvp(words[0],words)
seen=b''
try:
  while True:
    got=os.read(fd,1000)
    if not got: break
    sys.stdout.write(got.decode(errors='replace')); seen+=got
    if seen.rstrip().endswith(b':') and lines: os.write(fd,(lines.pop(0)+'\\n').encode()); seen=b''
except OSError: pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid,0)[1]))`;
  return runTool('python3', ['-c', program, JSON.stringify([words, lines])]);
}

describe('a bundle that is sealed', () => {
  it.each(['zip', 'tar', 'tar.gz'] as const)('can be verified as %s', async (archive) => {
    const whom = { recipients: [recipient] };
    const packed = await pack(join(dir, `b.${archive}.age`), bundleEntries(dir), { archive, seal: sealFor(whom) });
    expect(await faultsOf(packed, keys)).toEqual([]);
    expect(await faultsOf(packed)).toEqual(['- bundle-locked']);
    const broken = readFileSync(packed);
    broken[100_000]! ^= 1;
    writeFileSync(packed, broken);
    const faults = await faultsOf(packed, keys);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/bundle-damaged$/);
  });

  itWith(['age', 'unzip'], 'is what unzip takes once age has opened it', async () => {
    const packed = await pack(join(dir, 'c.zip.age'), bundleEntries(dir), {
      seal: sealFor({ recipients: [recipient] }),
    });
    const zip = join(dir, 'c.zip');
    expect(runTool('age', ['-d', '-i', join(dir, 'key.txt'), '-o', zip, packed]).status).toBe(0);
    expect(runTool('unzip', ['-tq', zip]).status).toBe(0);
  });

  it('leaves no plain text where packing fails', async () => {
    const gone = { name: 'gone', source: { path: join(dir, 'gone') }, store: true };
    const [path, entries] = [join(dir, 'failed.age'), [...bundleEntries(dir), gone]];
    await expect(pack(path, entries, { seal: sealFor({ recipients: [recipient] }) })).rejects.toMatchObject({
      code: 'bundle-entry-unreadable',
    });
    expect(readFileSync(path).includes('to be burned')).toBe(false);
  });
});
