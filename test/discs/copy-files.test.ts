import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/base/hash.ts';
import { copyFiles, type DiscFile } from '../../src/discs/copy-files.ts';
import { writeTree } from '../../src/discs/data/write-tree.ts';
import { tempDir } from '../outside.ts';
import { filesOf, writeFiles } from './iso/make.ts';

const folder = tempDir();
const at = (name: string): string => join(folder, name);

describe('copied files', () => {
  it('are what they were, and their sums are theirs, at whatever sizes', async () => {
    const PIECE = 1 << 18;
    const size = fc.oneof(fc.nat(3000), fc.constantFrom(PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, (1 << 22) + 7));
    await fc.assert(
      fc.asyncProperty(fc.array(size, { maxLength: 12 }), async (sizes) => {
        const contents = Object.fromEntries(
          sizes.map((bytes, i) => [`${i % 3}/${i}`, `${i} `.repeat(bytes).slice(0, bytes)]),
        );
        const late: DiscFile = {
          path: 'sums',
          bytes: 64,
          content: { late: (sums) => Buffer.from(sha256([...sums.values()].sort().join())) },
        };
        const seen: number[] = [];
        const files = [...writeFiles(at('from'), contents), late];
        const sums = await writeTree(at('tree'), files, { onProgress: (bytes) => seen.push(bytes) });
        for (const [path, text] of Object.entries(contents)) {
          expect(readFileSync(join(at('tree'), path), 'latin1') === text).toBe(true);
          expect(sums.get(path)).toBe(sha256(text));
        }
        expect(readFileSync(at('tree/sums'), 'latin1')).toBe(sha256(Object.values(contents).map(sha256).sort().join()));
        expect(seen).toEqual(seen.toSorted((a, b) => a - b));
        expect(seen.at(-1)).toBe(files.reduce((sum, { bytes }) => sum + bytes, 0));
      }),
      { numRuns: 8 },
    );
  });

  it('are refused with what the system says of their places', async () => {
    const [a, b] = writeFiles(at('twice'), { a: 'A', b: 'B' });
    await expect(writeTree(at('t'), [a!, { ...b!, path: 'a' }])).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(writeTree(at('t'), [a!, ...filesOf({ a: '' })])).rejects.toMatchObject({ code: 'EEXIST' });
    const folderAsFile = [{ ...a!, bytes: statSync(folder).size, content: { path: folder } }];
    await expect(writeTree(at('t'), folderAsFile)).rejects.toMatchObject({ code: 'EISDIR' });
    expect(readdirSync(folder)).not.toContain('t');
  });

  it('are never written after a stop', async () => {
    const content = 'x'.repeat(5 << 20);
    const files = writeFiles(at('much'), { a: content, b: content, c: content });
    const stop = new AbortController();
    const placeOf = ({ path }: DiscFile) => ({ target: at(`stopped-${path}`), position: null });
    const onProgress = (): void => stop.abort(new Error('stop'));
    await expect(copyFiles(files, placeOf, { signal: stop.signal, onProgress })).rejects.toThrow('stop');
    const written = (): (readonly [string, number])[] =>
      readdirSync(folder)
        .filter((name) => name.startsWith('stopped'))
        .map((name) => [name, statSync(at(name)).size]);
    const before = written();
    expect(before.map(([name]) => name)).not.toContain('stopped-c');
    await new Promise((resolve) => setImmediate(resolve));
    expect(written()).toEqual(before);
  });
});
