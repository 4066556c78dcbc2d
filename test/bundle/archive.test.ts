import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { packArchive } from '../../src/bundle/archive.ts';
import type { BundleEntry } from '../../src/bundle/entry.ts';
import { itWith, projectRoot, runTool, tempDir } from '../outside.ts';

const dir = tempDir();

function pcm(name: string, bytes: number): string {
  const path = join(dir, name);
  let state = 1;
  writeFileSync(path, Buffer.from(Array.from({ length: bytes }, () => (state = (state * 48271) % 0x7fffffff) & 0xff)));
  return path;
}

const wav = pcm('a.wav', 2_500_000);
const entries: readonly BundleEntry[] = [
  { name: 'README.txt', source: { text: 'to be burned\n'.repeat(500) }, store: false },
  { name: 'empty.txt', source: { text: '' }, store: false },
  { name: 'disc-1/disc.wav', source: { path: wav }, store: true },
  { name: 'disc-1/disc.cue', source: { text: 'FILE "disc.wav" WAVE\r\n' }, store: false },
];

async function pack(name: string, list = entries): Promise<string> {
  const path = join(dir, name);
  await packArchive(path, 'mix-abc123', list);
  return path;
}

const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** Open files of this process that lie in the test's folder. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return target.startsWith(dir) ? [target] : [];
    } catch {
      return [];
    }
  });
}

const itWithProc = process.platform === 'linux' ? it : it.skip;

/** A time zone can be set for a whole process only, and a process runs what was built. */
const built = join(projectRoot, 'dist/bundle/archive.js');
const itBuilt = (name: string, test: () => void): void =>
  existsSync(built) ? it(name, test) : it.skip(`${name} (SKIPPED: run npm run build)`, test);

describe('a packed bundle', () => {
  itWith(['7z', 'unzip', 'python3', 'sha256sum'], 'is sound to 7z, unzip, Python and sha256sum', async () => {
    const path = await pack('sound.zip');
    expect(runTool('7z', ['t', path]).status).toBe(0);
    expect(runTool('unzip', ['-tq', path]).status).toBe(0);
    const listed = runTool('python3', [
      '-c',
      'import sys,zipfile,json; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; ' +
        'print(json.dumps([[i.filename,i.compress_type,list(i.date_time),oct(i.external_attr>>16),i.file_size] for i in z.infolist()]))',
      path,
    ]);
    const date = [1980, 1, 1, 0, 0, 0];
    expect(JSON.parse(listed.stdout)).toEqual([
      ['mix-abc123/README.txt', 8, date, '0o100644', 6500],
      ['mix-abc123/empty.txt', 8, date, '0o100644', 0],
      ['mix-abc123/disc-1/disc.wav', 0, date, '0o100644', 2_500_000],
      ['mix-abc123/disc-1/disc.cue', 8, date, '0o100644', 22],
      ['mix-abc123/SHA256SUMS', 8, date, '0o100644', expect.any(Number)],
    ]);
    const out = tempDir();
    expect(runTool('unzip', ['-q', path, '-d', out]).status).toBe(0);
    expect(readdirSync(out)).toEqual(['mix-abc123']);
    expect(runTool('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: join(out, 'mix-abc123') }).status).toBe(0);
    expect(
      readFileSync(join(out, 'mix-abc123/SHA256SUMS'), 'utf8')
        .split('\n')
        .map((line) => line.slice(66)),
    ).toEqual([...entries.map(({ name }) => name), '']);
  });

  it('has the same bytes again, whatever the age of its sources', async () => {
    const first = sha256(readFileSync(await pack('first.zip')));
    utimesSync(wav, 1e9, 1e9);
    expect(sha256(readFileSync(await pack('second.zip')))).toBe(first);
  });

  itBuilt('has the same bytes in every time zone', () => {
    const program = `const { packArchive } = await import(process.argv[1]);
      await packArchive(process.argv[2], 'mix-abc123', [{ name: 'a.txt', source: { text: 'a' }, store: false }]);`;
    const sums = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns'].map((zone) => {
      const path = join(dir, `${zone.replace('/', '-')}.zip`);
      const args = ['--input-type=module', '-e', program, pathToFileURL(built).href, path];
      expect(runTool(process.execPath, args, { env: { ...process.env, TZ: zone } })).toMatchObject({
        status: 0,
        stderr: '',
      });
      return sha256(readFileSync(path));
    });
    expect(new Set(sums).size).toBe(1);
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await packArchive(join(dir, 'progress.zip'), 'x', entries, { onProgress: (bytes) => told.push(bytes) });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(6500 + 2_500_000 + 22);
  });

  it('takes each byte through SHA-256 once', async () => {
    const update = vi.spyOn(Object.getPrototypeOf(createHash('sha256')) as Hash, 'update');
    await pack('once.zip');
    const hashed = update.mock.calls.reduce((sum, [data]) => sum + (data as unknown as Uint8Array).length, 0);
    update.mockRestore();
    expect(hashed).toBe(6500 + 2_500_000 + 22);
  });

  itWithProc('leaves no file open', async () => {
    await pack('closed.zip');
    expect(openFiles()).toEqual([]);
  });
});

describe('packing that fails', () => {
  itWithProc('names a source that is gone and closes every file', async () => {
    const gone: BundleEntry = { name: 'disc-2/disc.wav', source: { path: join(dir, 'gone.wav') }, store: true };
    await expect(pack('gone.zip', [...entries, gone])).rejects.toMatchObject({
      code: 'bundle-entry-unreadable',
      message: expect.stringContaining('disc-2/disc.wav'),
    });
    expect(openFiles()).toEqual([]);
  });

  it('refuses a source that is a folder', async () => {
    await expect(pack('folder.zip', [{ name: 'a', source: { path: dir }, store: true }])).rejects.toMatchObject({
      code: 'bundle-entry-unreadable',
    });
  });

  it('tells of a folder that is not there', async () => {
    await expect(pack('no/such/folder.zip')).rejects.toMatchObject({ code: 'bundle-unwritable' });
  });

  itWithProc('tells of a full disk', async () => {
    await expect(packArchive('/dev/full', 'x', entries)).rejects.toMatchObject({
      code: 'bundle-unwritable',
      message: expect.stringContaining('no space left'),
    });
    expect(openFiles()).toEqual([]);
  });

  itWithProc('stops when it is told to, with the reason it was given', async () => {
    const reason = new Error('enough');
    const stop = new AbortController();
    const path = join(dir, 'stopped.zip');
    const packing = packArchive(path, 'x', entries, { signal: stop.signal, onProgress: () => stop.abort(reason) });
    await expect(packing).rejects.toBe(reason);
    expect(openFiles()).toEqual([]);
    expect(statSync(path).size).toBeLessThan(2_500_000);
    await expect(packArchive(join(dir, 'never.zip'), 'x', entries, { signal: stop.signal })).rejects.toBe(reason);
    expect(readdirSync(dir)).not.toContain('never.zip');
  });
});
