import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../../src/base/hash.ts';
import type { InsertInput } from '../../../src/bundle/insert/insert-input.ts';
import { openLook } from '../../../src/bundle/insert/look.ts';
import { makeInsert } from '../../../src/bundle/insert/make-insert.ts';
import { itWith, projectRoot, runTool, tempDir } from '../../outside.ts';
import { bytesOf, insertDisc, insertInput, makeTracks, NO_FONT } from './make.ts';

const dir = tempDir();
const serif = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSerif.ttf');

async function write(
  name: string,
  input: InsertInput,
  look: Parameters<typeof makeInsert>[1] = NO_FONT,
): Promise<string> {
  const path = join(dir, name);
  writeFileSync(path, await bytesOf((await makeInsert(input, look)).pdf));
  return path;
}

const TITLES = ['Für Elise', 'Ωραία μέρα', 'Привет, Москва', 'Le Bœuf sur le toit', 'fi fl ffi'];
const copies = [1, 2].map((number) => ({ id: `copy${number}of7zt01ab`, number, serial: `4KQ7-ZT01-1-0${number}` }));
const full = insertInput({
  catalog: '4006381333931',
  copies,
  tracks: makeTracks(TITLES.length, (n) => TITLES[n - 1]!),
});

describe('a printed insert', () => {
  itWith(['qpdf', 'pdfinfo', 'pdffonts'], 'is a sound PDF in true size with its fonts in it', async () => {
    const path = await write('sound.pdf', full);
    expect(runTool('qpdf', ['--check', path])).toMatchObject({ status: 0, stderr: '' });
    const info = runTool('pdfinfo', ['-box', '-f', '1', '-l', '5', path]).stdout;
    expect(info).toMatch(/^Title: +Late Night Jazz$/m);
    expect(info.match(/^Page +\d size: +841.89 x 595.27\d pts \(A4\)$/gm)).toHaveLength(5);
    const pieces = [...info.matchAll(/TrimBox: +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+)$/gm)].map(([, ...edges]) => {
      const [left, bottom, right, top] = edges.map(Number) as [number, number, number, number];
      return [right - left, top - bottom].map((points) => Math.round((points / 72) * 254) / 10);
    });
    expect(pieces).toEqual([
      [240, 120],
      [151, 118],
      [151, 118],
      [120, 120],
      [120, 120],
    ]);
    const fonts = runTool('pdffonts', [path]).stdout.trim().split('\n').slice(2);
    expect(fonts).toHaveLength(2);
    for (const font of fonts)
      expect(font).toMatch(/^[A-Z]{6}\+DejaVuSansCondensed\S* +CID TrueType +Identity-H +yes yes yes /);
  });

  itWith(['pdftotext'], 'has every title and serial as text', async () => {
    const text = runTool('pdftotext', ['-layout', await write('text.pdf', full), '-']).stdout.normalize('NFKC');
    for (const title of TITLES) expect(text.split(title)).toHaveLength(1 + 1 + copies.length);
    for (const { serial } of copies) expect(text).toContain(serial);
    expect(text).toContain('Print at 100 %');
  });

  itWith(['pdftoppm', 'zbarimg'], 'has codes that scanners read', async () => {
    const base = join(dir, 'codes');
    runTool('pdftoppm', ['-r', '200', '-gray', await write('codes.pdf', full), base]);
    const scanned = [1, 2, 3, 4, 5].map((page) =>
      runTool('zbarimg', ['-q', `${base}-${page}.pgm`])
        .stdout.trim()
        .split('\n')
        .sort(),
    );
    const [first, second] = copies.map(({ id }) => `QR-Code:${id}`);
    const ean = 'EAN-13:4006381333931';
    expect(scanned).toEqual([[''], [ean, first], [ean, second], [first], [second]]);
  });

  it('has the same bytes again, and tells of no machine', async () => {
    const [one, two] = [await write('one.pdf', full), await write('two.pdf', full)].map((path) => readFileSync(path));
    expect(sha256(one!)).toBe(sha256(two!));
    expect(one!.toString('latin1')).not.toContain(projectRoot);
    expect(one!.toString('latin1').match(/D:\d+Z/g)).toEqual(['D:19800101000000Z']);
  });

  it('does not hang on what was printed before', async () => {
    // One shape, of two characters and of one.
    const [letters, ligature] = ['fi', '\ufb01'].map((title) => insertInput({ tracks: makeTracks(1, () => title) }));
    await write('letters.pdf', letters!);
    const after = readFileSync(await write('ligature.pdf', ligature!));
    vi.resetModules();
    const anew = await import('../../../src/bundle/insert/make-insert.ts');
    expect((await bytesOf((await anew.makeInsert(ligature!, NO_FONT)).pdf)).equals(after)).toBe(true);
  });

  it('is for many discs one file', async () => {
    const discs = Array.from({ length: 12 }, (_, i) => insertDisc({ number: i + 1, of: 12 }));
    const pdf = await bytesOf((await makeInsert({ title: 'All of It', discs }, NO_FONT)).pdf);
    expect(pdf.toString('latin1').match(/\/Type \/Page$/gm)).toHaveLength(36);
  });
});

describe('a font of the user', () => {
  itWith(['pdffonts'], 'is what all of it is set in', async () => {
    const look = (await openLook({ paper: 'letter', font: serif }))!;
    expect(look.font!.sha256).toBe(sha256(readFileSync(serif)));
    const fonts = runTool('pdffonts', [await write('serif.pdf', full, look)])
      .stdout.trim()
      .split('\n')
      .slice(2);
    expect(fonts).toEqual([expect.stringContaining('+DejaVuSerif ')]);
  });

  it('is none where no insert is wanted', async () => expect(await openLook(null)).toBeNull());

  const broken = join(dir, 'broken.ttf');
  writeFileSync(broken, readFileSync(serif).subarray(0, 3000));
  const text = join(dir, 'text.ttf');
  writeFileSync(text, 'no font');
  it.each([
    [join(dir, 'none.ttf'), 'font-unreadable', 'no such file'],
    [dir, 'font-unreadable', 'no file'],
    [text, 'font-unusable', 'font of --insert-font'],
    [broken, 'font-unusable', 'font of --insert-font'],
  ])('%s is refused', async (font, code, message) => {
    await expect(openLook({ paper: 'a4', font })).rejects.toMatchObject({
      code,
      exitCode: 2,
      message: expect.stringContaining(message),
    });
  });

  it('that breaks only where it is used is told of', async () => {
    const bytes = Uint8Array.from(readFileSync(serif));
    // All of it but the tables that are read first.
    bytes.fill(0xff, Math.floor(bytes.length / 2));
    const made = async (): Promise<unknown> =>
      bytesOf((await makeInsert(full, { paper: 'a4', font: { bytes, sha256: '' } })).pdf);
    await expect(made()).rejects.toMatchObject({ code: 'font-unusable' });
  });
});
