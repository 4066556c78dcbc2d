/** Archives that something has happened to: whatever it was, it is told, or did no harm. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '../../../src/bundle/reading/open-archive.ts';
import { LIMITS } from '../../../src/bundle/reading/trusted-files.ts';
import { unpackBundle } from '../../../src/bundle/reading/unpack.ts';
import { tempDir } from '../../outside.ts';
import { bundleEntries, faultsOf, FOLDER, NO_KEYS, pack, unpack } from '../packed.ts';

const dir = tempDir();
const entries = bundleEntries(dir, 5000);

/** Every file below a folder with what is in it. */
function contentsOf(folder: string): unknown {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => [
      join(parentPath, name).slice(folder.length),
      readFileSync(join(parentPath, name), 'latin1'),
    ])
    .sort();
}

describe.each(['zip', 'tar', 'tar.gz'] as const)('a %s', (archive) => {
  const path = join(dir, `broken.${archive}`);
  let whole: Buffer;
  let contents: unknown;

  beforeAll(async () => {
    const packed = await pack(join(dir, `whole.${archive}`), entries, { archive });
    whole = readFileSync(packed);
    await unpack(packed, join(dir, `whole-${archive}`));
    contents = contentsOf(join(dir, `whole-${archive}`));
  });

  /** Damage is told; where none is, what comes out is what went in, but for the name of the one folder. */
  async function expectHonest(bytes: Buffer): Promise<void> {
    writeFileSync(path, bytes);
    if ((await faultsOf(path)).length > 0) return;
    const out = join(dir, 'out');
    rmSync(out, { recursive: true, force: true });
    expect((await unpack(path, out)).faults).toEqual([]);
    expect(contentsOf(out)).toEqual(contents);
  }

  it('with a bit flipped anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const broken = Buffer.from(whole);
        broken[at]! ^= 1 << bit;
        await expectHonest(broken);
      }),
      { numRuns: 120 },
    );
  });

  it('cut short anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        await expectHonest(whole.subarray(0, length));
      }),
      { numRuns: 40 },
    );
  });

  it('with bytes put in or taken out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.nat(40),
        fc.uint8Array({ maxLength: 40 }),
        async (at, gone, more) => {
          await expectHonest(Buffer.concat([whole.subarray(0, at), more, whole.subarray(at + gone)]));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('under another name is what it was', async () => {
    const renamed = join(dir, `renamed-${archive}.jpg`);
    writeFileSync(renamed, whole);
    expect(await faultsOf(renamed)).toEqual([]);
  });
});

it('names the file that is broken, and gives out the others', async () => {
  const path = await pack(join(dir, 'one.zip'), entries);
  const bytes = readFileSync(path);
  bytes[bytes.indexOf('disc-1/disc.wav') + 1000]! ^= 1;
  writeFileSync(path, bytes);
  expect(await faultsOf(path)).toEqual(['disc-1/disc.wav bundle-file-damaged']);
  const out = join(dir, 'one');
  expect(await unpack(path, out)).toMatchObject({ written: entries.length, faults: [{ file: 'disc-1/disc.wav' }] });
  expect(readdirSync(join(out, FOLDER, 'disc-1')).sort()).toEqual(['disc.cue', 'disc.json', 'disc.toc']);
});

describe('unpacking', () => {
  it.each(['zip', 'tar', 'tar.gz'] as const)('a %s that was stopped goes on with what is missing', async (archive) => {
    const path = await pack(join(dir, `stopped.${archive}`), entries, { archive });
    const out = join(dir, `stopped-${archive}`);
    const stop = new AbortController();
    const opened = await openArchive(path, NO_KEYS);
    const onProgress = (bytes: number): void => (bytes > 7500 ? stop.abort(new Error('enough')) : undefined);
    await expect(unpackBundle(opened, out, { limits: LIMITS, signal: stop.signal, onProgress })).rejects.toThrow(
      'enough',
    );
    await opened.close();
    const there = readdirSync(join(out, FOLDER));
    expect(there).toContain('README.txt');
    expect(there.filter((name) => name.includes('partial'))).toEqual([]);
    const again = await unpack(path, out);
    expect(again.kept).toBeGreaterThan(0);
    expect(again.kept + again.written).toBe(entries.length + 1);
    expect(contentsOf(out)).toEqual(contentsOf(join(dir, `whole-${archive}`)));
    expect(await unpack(path, out)).toMatchObject({ kept: entries.length + 1, written: 0 });
  });

  it('overwrites nothing, and clears away what a run that was killed has left', async () => {
    const path = await pack(join(dir, 'way.zip'), entries);
    const out = join(dir, 'way');
    mkdirSync(join(out, FOLDER), { recursive: true });
    writeFileSync(join(out, FOLDER, '.README.txt.partial-4194304'), 'half');
    writeFileSync(join(out, FOLDER, 'README.txt'), 'mine');
    await expect(unpack(path, out)).rejects.toMatchObject({ code: 'file-in-the-way', exitCode: 1 });
    expect(readdirSync(join(out, FOLDER))).toEqual(['README.txt']);
    expect(readFileSync(join(out, FOLDER, 'README.txt'), 'utf8')).toBe('mine');
  });

  it('takes names that leave no room for more', async () => {
    const long = { name: `${'n'.repeat(251)}.txt`, source: { text: 'x' }, store: false };
    const path = await pack(join(dir, 'long.tar'), [...entries, long], { archive: 'tar' });
    expect((await unpack(path, join(dir, 'long'))).faults).toEqual([]);
  });
});
