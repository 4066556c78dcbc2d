import { buffer } from 'node:stream/consumers';
import { readSource } from '../../../src/bundle/read-source.ts';
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/base/hash.ts';
import { ARCHIVES } from '../../../src/bundle/archives/index.ts';
import type { BundleEntry } from '../../../src/bundle/entry.ts';
import { ARCHIVE_IDS, type ArchiveId } from '../../../src/model/packing.ts';
import { itWith, runTool, tempDir } from '../../outside.ts';
import { bundleEntries, faultsOf, FOLDER, noise, pack, text, unpack } from '../packed.ts';

const dir = tempDir();
const hasZstd = 'createZstdCompress' in zlib;
const kinds = ARCHIVE_IDS.filter((id) => id !== 'tar.zst' || hasZstd);

const odd: readonly BundleEntry[] = [
  text(`${'långt-'.repeat(20)}/${'name-'.repeat(45)}.txt`, 'deep'),
  text('Танец феи Драже.txt', 'кириллица'),
  text('empty', ''),
];
const entries = [...bundleEntries(dir), ...odd];

/** Equal for equal files and folders. */
function digestOf(path: string): unknown {
  if (!statSync(path).isDirectory()) return sha256(readFileSync(path));
  return readdirSync(path)
    .sort()
    .map((name) => [name, digestOf(join(path, name))]);
}

describe.each(kinds)('a bundle as %s', (archive: ArchiveId) => {
  const path = (name: string): string => join(dir, name + ARCHIVES[archive].extension);

  it('is sound, and gives back what went in', async () => {
    const packed = await pack(path('sound'), entries, { archive });
    expect(await faultsOf(packed)).toEqual([]);
    const out = join(dir, `out-${archive}`);
    expect(await unpack(packed, out)).toMatchObject({ written: entries.length + 1, kept: 0, faults: [] });
    const root = join(out, archive === 'dir' ? 'sound' : FOLDER);
    for (const { name, source } of entries) {
      const bytes = await buffer(readSource(source));
      expect(readFileSync(join(root, name)).equals(bytes), name).toBe(true);
    }
  });

  it('has the same bytes again, whatever the age of its sources', async () => {
    const first = digestOf(await pack(path('first'), entries, { archive }));
    utimesSync(join(dir, 'disc.wav'), 1e9, 1e9);
    expect(digestOf(await pack(path('second'), entries, { archive }))).toEqual(first);
  });

  it('fails where an entry is gone, and leaves nothing that could be taken for whole', async () => {
    const gone: BundleEntry = { name: 'disc-2/disc.wav', source: { path: join(dir, 'gone.wav') }, store: true };
    await expect(pack(path('gone'), [...entries, gone], { archive })).rejects.toMatchObject({
      code: 'bundle-entry-unreadable',
      message: expect.stringContaining('disc-2/disc.wav'),
    });
    expect(await faultsOf(path('gone'))).not.toEqual([]);
  });
});

describe('outside programs', () => {
  const tarJudges: readonly (readonly [string, readonly string[]])[] = [
    ['tar', ['--list', '-f']],
    ['bsdtar', ['-tf']],
    ['7z', ['t']],
  ];

  itWith(['tar', 'bsdtar', '7z', 'gzip'], 'find every kind of tar sound', async () => {
    for (const archive of ['tar', 'tar.gz'] as const) {
      const packed = await pack(join(dir, `judged.${archive}`), entries, { archive });
      for (const [tool, words] of tarJudges) {
        const run = runTool(tool, [...words, packed], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
        expect(run, `${tool} ${packed}`).toMatchObject({ status: 0, stderr: '' });
        if (tool !== '7z') expect(run.stdout).toContain(`${FOLDER}/Танец феи Драже.txt\n`);
      }
    }
    expect(runTool('gzip', ['-t', join(dir, 'judged.tar.gz')]).status).toBe(0);
  });

  itWith(['unzip', '7z', 'bsdtar'], 'find a deflated ZIP sound', async () => {
    const packed = await pack(join(dir, 'deflated.zip'), entries, { level: 6 });
    for (const [tool, words] of [
      ['unzip', ['-tq']],
      ['7z', ['t']],
      ['bsdtar', ['-tf']],
    ] as const)
      expect(runTool(tool, [...words, packed]).status, tool).toBe(0);
    expect(await faultsOf(packed)).toEqual([]);
  });

  itWith(['tar', 'sha256sum'], 'unpack a tar of which every sum is right', async () => {
    const [packed, out] = [await pack(join(dir, 'sums.tar'), entries, { archive: 'tar' }), tempDir()];
    expect(runTool('tar', ['-xf', packed, '-C', out]).status).toBe(0);
    expect(runTool('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: join(out, FOLDER) }).status).toBe(
      0,
    );
    const listed = runTool('tar', ['--numeric-owner', '--utc', '-tvf', packed]).stdout.split('\n')[0];
    expect(listed).toMatch(/^-rw-r--r-- 0\/0 +6500 1980-01-01 00:00 /);
  });
});

describe('levels', () => {
  const flat = (name: string, store: boolean): BundleEntry => ({ ...text(name, 'a'.repeat(100_000)), store });
  const size = async (name: string, level: number | null, entry: BundleEntry): Promise<number> =>
    statSync(await pack(join(dir, name), [entry], { level })).size;

  it('of a ZIP: audio is stored unless one is asked for, and what is compressed already is stored all the same', async () => {
    expect(await size('stored.zip', null, flat('disc.wav', true))).toBeGreaterThan(100_000);
    expect(await size('packed.zip', 6, flat('disc.wav', true))).toBeLessThan(3000);
    expect(await size('flac.zip', 6, flat('disc.flac', true))).toBeGreaterThan(100_000);
    expect(await size('none.zip', 0, flat('README.txt', false))).toBeGreaterThan(100_000);
    expect(await size('text.zip', null, flat('README.txt', false))).toBeLessThan(3000);
  });

  it('of a tar.gz: more is smaller', async () => {
    const entry: BundleEntry = text('a.txt', noise(300_000).toString('base64').repeat(2));
    const sizes = await Promise.all(
      [1, 9].map(async (level) => {
        return statSync(await pack(join(dir, `l${level}.tar.gz`), [entry], { archive: 'tar.gz', level })).size;
      }),
    );
    expect(sizes[1]).toBeLessThan(sizes[0]!);
  });
});

it.runIf(!hasZstd)('tar.zst tells what to do where Node has no Zstandard', async () => {
  await expect(pack(join(dir, 'a.tar.zst'), entries, { archive: 'tar.zst' })).rejects.toMatchObject({
    code: 'zstd-missing',
    exitCode: 2,
    hint: expect.stringContaining('22.15'),
  });
});
