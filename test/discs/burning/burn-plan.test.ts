import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLoaded, compareBurned, pickBurner, planBurn } from '../../../src/discs/burning/burn-plan.ts';
import { burnStore } from '../../../src/discs/burning/burn-store.ts';
import { tempDir } from '../../outside.ts';
import { memoryStore } from '../../library/stored.ts';
import { makeMadeDisc } from '../make-made-disc.ts';
import { writeSparse } from '../make.ts';

function discFolder(change: object = {}): string {
  const folder = tempDir();
  const { folder: _, content, media, sectors, capacitySectors, ...disc } = makeMadeDisc();
  const tracks = content.kind === 'audio' ? content.tracks : [];
  const record = {
    ...{ ...disc, frames: sectors, medium: { id: media, capacityFrames: capacitySectors, capacitySectors } },
    tracks: tracks.map(({ performer, ...track }) => ({ ...track, artist: performer })),
    ...change,
  };
  writeFileSync(join(folder, 'disc.json'), JSON.stringify(record));
  return folder;
}

/** A disc whose audio is a file a track, of silence. */
function folderOfTracks(): string {
  const folder = discFolder();
  writeFileSync(join(folder, 'disc.toc'), 'CD_DA');
  for (const name of ['01.wav', '02.wav']) writeSparse(join(folder, name), new Uint8Array(44), 500 * 2352);
  return folder;
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error as { code: string }).code,
  );

describe('a plan to burn', () => {
  it('is of an audio CD by its sheets', async () => {
    const folder = discFolder();
    expect(await codeOf(planBurn(folder))).toBe('disc-damaged');
    for (const sheet of ['disc.toc', 'disc.cue']) writeFileSync(join(folder, sheet), '');
    writeFileSync(join(folder, 'disc.toc'), 'CD_DA');
    expect(await codeOf(planBurn(folder))).toBe('disc-damaged');
    writeFileSync(join(folder, 'disc.flac'), 'fLaC');
    expect(await codeOf(planBurn(folder))).toBe('disc-compressed');
    writeSparse(join(folder, 'disc.wav'), new Uint8Array(44), 1050 * 2352);
    const plan = await planBurn(folder);
    const source = { kind: 'audio', folder, toc: 'disc.toc', cue: null };
    expect(plan).toMatchObject({ sectors: 1050, isCounted: true, source });
    rmSync(join(folder, 'disc.flac'));
    expect(await planBurn(folder)).toMatchObject({ source: { ...source, cue: 'disc.cue' } });
    expect(plan.copies).toHaveLength(3);
  });

  it('is of an image, alone or beside its disc.json, that is as long as that says', async () => {
    const folder = discFolder({ kind: 'data', image: 'mix.iso', sectors: 64 });
    const image = join(folder, 'mix.iso');
    writeFileSync(image, '');
    expect(await codeOf(planBurn(folder))).toBe('disc-damaged');
    truncateSync(image, 64 * 2048);
    for (const path of [folder, image])
      expect(await planBurn(path)).toMatchObject({
        sectors: 64,
        isCounted: true,
        source: { kind: 'image', path: image },
      });
    truncateSync(image, 63 * 2048);
    expect(await codeOf(planBurn(folder))).toBe('disc-damaged');
    const alone = join(tempDir(), 'alone.iso');
    writeFileSync(alone, 'x');
    expect(await planBurn(alone)).toMatchObject({ sectors: 1, isCounted: false, title: 'alone.iso' });
  });

  it('is none where the disc is larger than its medium, or a tree of files', async () => {
    const large = discFolder({ frames: 999_999 });
    expect(await codeOf(planBurn(large))).toBe('disc-too-large');
    expect(await codeOf(planBurn(discFolder({ kind: 'data', tree: 'mix', sectors: 64 })))).toBe('disc-is-tree');
    expect(await codeOf(planBurn(join(large, 'none')))).toBe('no-disc');
  });

  it('is for a program that burns such a disc', async () => {
    const plan = await planBurn(folderOfTracks());
    for (const program of ['xorriso', 'cdrskin', 'nero', '__proto__'])
      expect(await codeOf(pickBurner(plan, program))).toBe('no-burner');
  });

  it('is for a disc that is blank and large enough; one that tells no size is taken', async () => {
    const plan = await planBurn(folderOfTracks());
    const check = (isBlank: boolean, sectors: number | null) => () =>
      checkLoaded({ isBlank, sectors, name: '\u001b[2J' }, plan, '/dev/sr0');
    expect(check(true, 1050)).not.toThrow();
    expect(check(true, null)).not.toThrow();
    expect(check(true, 1049)).toThrow(/^the disc \(\\x1b\[2J\) in \/dev\/sr0 has room for 0:13.987, and .* needs 0:14/);
    expect(check(false, 1050)).toThrow(/not blank/);
  });
});

describe('what was burned', () => {
  it('is compared to the last byte', async () => {
    const dir = tempDir();
    const [image, burned] = [join(dir, 'a.iso'), join(dir, 'b.img')];
    const bytes = Buffer.alloc(3 << 20, 'mix');
    writeFileSync(image, bytes);
    writeFileSync(burned, Buffer.concat([bytes, Buffer.alloc(2048)]));
    const compare = (device: string): Promise<string | null> =>
      compareBurned(image, device, () => undefined, new AbortController().signal);
    expect(await compare(`stdio:${burned}`)).toBeNull();
    const spoiled = Buffer.from(bytes);
    spoiled[bytes.length - 1]! ^= 1;
    writeFileSync(burned, spoiled);
    expect(await compare(burned)).toMatch(/differs from the image within the sectors from 1024/);
    truncateSync(burned, 5000);
    expect(await compare(burned)).toMatch(/differs/);
    mkdirSync(join(dir, 'folder'));
    for (const path of [join(dir, 'none'), join(dir, 'folder')])
      expect(await compare(path)).toMatch(/can't be read back/);
  });

  it('is kept, the last try of each copy', () => {
    const burns = burnStore(memoryStore(), () => 0);
    expect(burns.last('c1')).toBeNull();
    burns.end(burns.begin('c1', '/dev/sr0', 'cdrdao'), 'a reason');
    const second = burns.begin('c1', '/dev/sr0', 'cdrdao');
    expect(burns.last('c1')).toMatchObject({ id: second, state: 'begun', reason: null, endedAt: null });
    burns.end(second, null);
    expect(burns.last('c1')).toMatchObject({ state: 'done', begunAt: '1970-01-01T00:00:00.000Z' });
    expect(burns.last('c2')).toBeNull();
  });
});
