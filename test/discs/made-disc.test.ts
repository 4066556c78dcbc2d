import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMadeDiscs, parseMadeDisc, readMadeDisc } from '../../src/discs/made-disc.ts';
import { tempDir } from '../outside.ts';

const audio = {
  ...{ schemaVersion: 1, id: 'abc', number: 1, of: 1, title: 'Mix', performer: 'Various', frames: 700 },
  medium: { id: 'cd-80', name: 'x', capacityFrames: 359_700 },
  tracks: [{ number: 1, title: 'Ünö', artist: 'A', isrc: null, startFrame: 0, frames: 700 }],
  copies: [{ id: 'c1', number: 1, serial: 'AAAA-BBBB-1-01' }],
};
const data = {
  ...{ ...audio, kind: 'data', image: 'mix.iso', tree: null, sectors: 352 },
  medium: { id: 'dvd-r', name: 'x', capacitySectors: 2_295_104 },
};

describe('a disc.json', () => {
  it('tells what there is to make, with the texts of the disc where it has them', () => {
    expect(parseMadeDisc(JSON.stringify(audio), '/d')).toMatchObject({
      ...{ id: 'abc', sectors: 700, capacitySectors: 359_700, media: 'cd-80' },
      content: { kind: 'audio', tracks: [{ title: 'Ünö', performer: 'A', pregapFrames: 0 }] },
    });
    const track = { ...audio.tracks[0], cdText: { title: 'Uno', performer: 'B' }, pregapFrames: 150 };
    expect(parseMadeDisc(JSON.stringify({ ...audio, tracks: [track] }), '/d').content).toMatchObject({
      tracks: [{ title: 'Uno', performer: 'B', pregapFrames: 150 }],
    });
    expect(parseMadeDisc(JSON.stringify(data), '/d')).toMatchObject({
      ...{ sectors: 352, content: { kind: 'image', name: 'mix.iso' } },
    });
  });

  it('with anything wrong in it is damaged, and nothing else', () => {
    const broken = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .tuple(
          fc.constantFrom(...Object.keys(audio), 'kind', 'image'),
          fc.oneof(fc.jsonValue(), fc.constantFrom('../x', '__proto__', -1, 1e300)),
        )
        .map(([key, value]) => JSON.stringify({ ...data, [key]: value })),
    );
    fc.assert(
      fc.property(broken, (text) => {
        try {
          const disc = parseMadeDisc(text, '/d');
          expect(disc.copies[0]!.serial).toMatch(/^[A-Za-z0-9-]+$/);
          if (disc.content.kind !== 'audio') expect(disc.content.name).not.toMatch(/^\.\.?$|[/\\]/);
        } catch (error) {
          expect((error as { code?: string }).code).toBe('disc-damaged');
        }
      }),
    );
    for (const name of ['../x.iso', 'a/b.iso', '..', 'a\\b', ''])
      expect(() => parseMadeDisc(JSON.stringify({ ...data, image: name }), '/d')).toThrow(/image/);
  });

  it('is found by its folder, its bundle or its image', async () => {
    const dir = tempDir();
    for (const [name, content] of [
      ['disc-2', data],
      ['disc-1', { ...audio, number: 1 }],
    ] as const) {
      mkdirSync(join(dir, name));
      writeFileSync(join(dir, name, 'disc.json'), JSON.stringify({ ...content, number: Number(name.slice(5)) }));
    }
    for (const name of ['mix.iso', 'other.iso']) writeFileSync(join(dir, 'disc-2', name), '');
    writeFileSync(join(dir, 'alone.iso'), '');
    expect((await findMadeDiscs(dir)).map(({ number }) => number)).toEqual([1, 2]);
    expect((await findMadeDiscs(join(dir, 'disc-2'))).map(({ number }) => number)).toEqual([2]);
    expect((await readMadeDisc(join(dir, 'disc-2/mix.iso')))?.number).toBe(2);
    expect(await readMadeDisc(join(dir, 'disc-2/other.iso'))).toBeNull();
    expect(await readMadeDisc(join(dir, 'alone.iso'))).toBeNull();
    for (const path of [join(dir, 'none'), tempDir()])
      await expect(findMadeDiscs(path)).rejects.toMatchObject({ code: 'no-disc', exitCode: 2 });
  });
});
