import { openSync, readFileSync, writeFileSync, writeSync, closeSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/base/hash.ts';
import { writeImage } from '../../../src/discs/iso/write.ts';
import { planImage } from '../../../src/discs/iso/plan.ts';
import { readImage } from '../../../src/discs/iso/read.ts';
import { verifyImage } from '../../../src/discs/iso/verify.ts';
import { tempDir } from '../../outside.ts';
import { filesOf, makeImage, manyFiles, OPTIONS, writeFiles } from './make.ts';

const folder = tempDir();
const at = (name: string): string => join(folder, name);

describe('a plan', () => {
  it('has the sectors of the image that is written, whatever the files are called and however large they are', async () => {
    const part = fc
      .oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }), fc.constantFrom('a', 'A', '日本'))
      .map((text) => text.replace(/[/\0]/g, '') || 'x');
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(path, fc.string({ maxLength: 5000 }), { maxKeys: 30 }),
        fc.boolean(),
        async (contents, plain) => {
          const files = filesOf(contents);
          const plan = await makeImage(at('property.iso'), files, { plain });
          const bytes = readFileSync(at('property.iso'));
          expect(bytes.length).toBe(plan.sectors * 2048);
          expect(plan.sectors % 32).toBe(0);
          const { iso, joliet, sectors } = await readImage(at('property.iso'));
          expect(sectors).toBe(plan.sectors);
          for (const tree of [iso, joliet!]) {
            const found = tree.map(({ extents: [extent] }) =>
              bytes
                .subarray(extent!.sector * 2048)
                .subarray(0, extent!.bytes)
                .toString(),
            );
            expect(found.sort()).toEqual(
              files.map(({ content }) => ('late' in content ? String(content.late(new Map())) : '')).sort(),
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives a file of 4 GiB or more several extents, all but the last as large as can be', async () => {
    const bytes = 5 * 2 ** 30 + 1;
    const files = [
      { path: 'large.flac', bytes, content: { path: '' } },
      { path: 'small.txt', bytes: 5, content: { path: '' } },
    ];
    const plan = planImage(files, OPTIONS);
    expect(plan.starts[1]! - plan.starts[0]!).toBe(Math.ceil(bytes / 2048));
    writeFileSync(at('large.iso'), plan.head());
    truncateSync(at('large.iso'), plan.sectors * 2048);
    const { iso, joliet } = await readImage(at('large.iso'));
    for (const tree of [iso, joliet!]) {
      expect(tree.find(({ path }) => /large/i.test(path))).toMatchObject({
        bytes,
        extents: [
          { sector: plan.starts[0], bytes: 0xfffff800 },
          { sector: plan.starts[0]! + 0xfffff800 / 2048, bytes: bytes - 0xfffff800 },
        ],
      });
    }
    expect(() => planImage(files, { ...OPTIONS, plain: true })).toThrow(/large\.flac has 4 GiB or more/);
  });

  it('refuses paths that no disc has', () => {
    for (const path of ['', '/a', 'a//b', 'a/'])
      expect(() => planImage(filesOf({ [path]: '' }), OPTIONS)).toThrow(/no image holds/);
  });
});

describe('an image', () => {
  it('is the same each time, in whatever order its folders are made', async () => {
    const contents = manyFiles();
    await makeImage(at('1.iso'), writeFiles(at('src'), contents));
    await makeImage(at('2.iso'), filesOf(contents));
    expect(sha256(readFileSync(at('1.iso')))).toBe(sha256(readFileSync(at('2.iso'))));
  });

  it('is not made of a file that is longer or shorter than it was, or gone', async () => {
    const [file] = writeFiles(at('changed'), { 'a.mp3': 'content' });
    for (const bytes of [6, 8]) {
      const files = [{ ...file!, bytes }];
      await expect(writeImage(at('x.iso'), files, planImage(files, OPTIONS))).rejects.toMatchObject({
        code: 'audio-changed',
      });
    }
    const gone = [{ ...file!, content: { path: at('none') } }];
    await expect(writeImage(at('x.iso'), gone, planImage(gone, OPTIONS))).rejects.toMatchObject({
      code: 'audio-changed',
    });
  });

  it('can be stopped, and tells how far it is', async () => {
    const files = [...writeFiles(at('stop'), { a: 'x'.repeat(9 << 20) }), ...filesOf({ b: 'y' })];
    const seen: number[] = [];
    await writeImage(at('y.iso'), files, planImage(files, OPTIONS), { onProgress: (bytes) => seen.push(bytes) });
    expect(seen).toEqual([4 << 20, 8 << 20, 9 << 20, (9 << 20) + 1]);
    await expect(
      writeImage(at('y.iso'), files, planImage(files, OPTIONS), { signal: AbortSignal.abort(new Error('stop')) }),
    ).rejects.toThrow('stop');
  });
});

describe('verifying', () => {
  const CONTENTS = { 'a.mp3': 'A'.repeat(5000), 'Für/b.mp3': 'B', empty: '' };

  async function sound(path: string): Promise<Buffer> {
    const sums = Object.entries(CONTENTS).map(([name, text]) => `${sha256(text)}  ${name}\n`);
    await makeImage(path, filesOf({ ...CONTENTS, SHA256SUMS: sums.join('') }));
    return readFileSync(path);
  }

  it('finds nothing wrong with a sound image', async () => {
    await sound(at('sound.iso'));
    expect(await verifyImage(at('sound.iso'))).toEqual([]);
  });

  it('finds every flipped byte of a file, and every cut', async () => {
    const bytes = await sound(at('v.iso'));
    const { joliet } = await readImage(at('v.iso'));
    const { sector } = joliet!.find(({ path }) => path === 'a.mp3')!.extents[0]!;
    flip(at('v.iso'), bytes, sector * 2048 + 4999);
    expect(await verifyImage(at('v.iso'))).toEqual([
      expect.objectContaining({ file: 'a.mp3', message: 'its content is not that of SHA256SUMS' }),
    ]);
    writeFileSync(at('v.iso'), bytes.subarray(0, -2048));
    expect((await verifyImage(at('v.iso')))[0]!.message).toMatch(/it was cut off/);
  });

  it('takes a Joliet name that ends in half a character', async () => {
    const bytes = await sound(at('half.iso'));
    const name = bytes.lastIndexOf(Buffer.from('a.mp3', 'utf16le').swap16());
    bytes[name - 1]! -= 1;
    writeFileSync(at('half.iso'), bytes);
    expect(await verifyImage(at('half.iso'))).toHaveLength(2);
  });

  it('finds what it can and throws nothing, whatever was done to the image', async () => {
    const bytes = await sound(at('w.iso'));
    const [first, last] = [16 * 2048, 40 * 2048];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: first, max: last }), fc.nat(255)), { maxLength: 20 }),
        async (flips) => {
          const damaged = Buffer.from(bytes);
          for (const [place, value] of flips) damaged[place] = value;
          writeFileSync(at('w.iso'), damaged);
          await verifyImage(at('w.iso'));
        },
      ),
      { numRuns: 200 },
    );
    for (const foreign of [Buffer.alloc(0), Buffer.alloc(100_000), Buffer.from('x'.repeat(70_000))]) {
      writeFileSync(at('w.iso'), foreign);
      expect((await verifyImage(at('w.iso')))[0]!.message).toMatch(/it is no ISO 9660 image/);
    }
  });
});

function flip(path: string, bytes: Buffer, place: number): void {
  writeFileSync(path, bytes);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.from([bytes[place]! ^ 1]), 0, 1, place);
  closeSync(file);
}
