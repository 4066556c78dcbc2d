import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeZip } from '../../../src/bundle/archives/write-zip.ts';
import {
  descriptor,
  directoryEnd,
  directoryEntry,
  localHeader,
  type ZipMember,
} from '../../../src/bundle/archives/zip-records.ts';
import type { PackItem } from '../../../src/bundle/items.ts';
import { openFile, type ByteSource } from '../../../src/bundle/reading/byte-source.ts';
import { readZip } from '../../../src/bundle/reading/zip-reader.ts';
import { itWith, runTool, tempDir } from '../../outside.ts';
import { noise } from '../packed.ts';

const dir = tempDir();

interface File {
  readonly name: string;
  readonly pieces: readonly Uint8Array[];
  readonly level: number;
}

/** A ZIP of these files in memory. */
async function zipOf(files: readonly File[], threads = 2): Promise<Buffer> {
  const levels = new Map(files.map(({ name, level }) => [name, level]));
  async function* items(): AsyncGenerator<PackItem> {
    for (const { name, pieces } of files) {
      const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
      yield { name, bytes, store: false, content: streamOf(pieces) };
    }
  }
  return buffer(writeZip(items(), ({ name }) => levels.get(name)!, threads));
}

async function* streamOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

function sourceOf(bytes: Buffer): ByteSource {
  return {
    bytes: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    close: async () => undefined,
  };
}

/** More than a block, and like nothing before it only in parts. */
const long = Buffer.concat([noise(600_000), Buffer.alloc(700_000, 'mixpress ')]);
const some: readonly File[] = [
  { name: 'm/stored', pieces: [long], level: 0 },
  { name: 'm/Танец', pieces: [long], level: 6 },
  { name: 'm/short', pieces: [Buffer.from('short')], level: 9 },
  { name: 'm/empty', pieces: [], level: 9 },
  { name: 'm/nothing', pieces: [], level: 0 },
];

describe('a written ZIP', () => {
  it('gives back what went in, however that came', async () => {
    const file = fc.record({
      pieces: fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 5 }),
      level: fc.constantFrom(0, 1, 9),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 12 }), async (list) => {
        const files = list.map((one, n) => ({ ...one, name: `m/${n}` }));
        const found: [string, Buffer][] = [];
        for await (const { name, content } of readZip(sourceOf(await zipOf(files))))
          found.push([name, await buffer(content())]);
        expect(found).toEqual(files.map(({ name, pieces }) => [name, Buffer.concat(pieces)]));
      }),
      { numRuns: 40 },
    );
  });

  it('has the same bytes for any number of threads and any pieces', async () => {
    const whole = await zipOf(some);
    for (const threads of [1, 5]) expect((await zipOf(some, threads)).equals(whole)).toBe(true);
    const inPieces = some.map((file) => ({
      ...file,
      pieces: file.pieces.flatMap((bytes) => [bytes.subarray(0, 70_001), bytes.subarray(70_001)]),
    }));
    expect((await zipOf(inPieces)).equals(whole)).toBe(true);
  });

  it('tells before the data of a short file all that there is to tell, so that it can be read from a pipe', async () => {
    const zip = await zipOf(some.slice(2, 3));
    expect(zip.readUInt16LE(6)).toBe(1 << 11);
    expect(zip.readUInt32LE(14)).toBe(crc32('short'));
    expect(zip.readUInt32LE(22)).toBe(5);
  });

  it('ends with the failure of its source', async () => {
    async function* broken(): AsyncGenerator<PackItem> {
      yield { name: 'm/a', bytes: long.length, store: false, content: streamOf([long]) };
      throw new Error('gone');
    }
    await expect(buffer(writeZip(broken(), () => 6))).rejects.toThrow('gone');
  });

  itWith(
    ['unzip', '7z', 'bsdtar', 'python3'],
    'is sound to every reader, long and short, stored and deflated',
    async () => {
      const path = join(dir, 'some.zip');
      writeFileSync(path, await zipOf(some));
      const judges: readonly (readonly [string, readonly string[]])[] = [
        ['unzip', ['-tq']],
        ['7z', ['t']],
        ['bsdtar', ['-xOf']],
        ['python3', ['-c', 'import sys,zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)']],
      ];
      for (const [tool, words] of judges) expect(runTool(tool, [...words, path]), tool).toMatchObject({ status: 0 });
      expect(runTool('bsdtar', ['-xOf', path]).bytes).toHaveLength(2 * long.length + 5);
    },
  );
});

describe('ZIP64', () => {
  itWith(['7z'], 'counts more than 65,535 files', async () => {
    const path = join(dir, 'many.zip');
    const pieces = [Buffer.from('x')];
    const files = Array.from({ length: 66_000 }, (_, n) => ({ name: `m/${n}`, pieces, level: 0 }));
    const zip = await zipOf(files);
    writeFileSync(path, zip);
    expect(runTool('7z', ['t', path])).toMatchObject({ status: 0, stdout: expect.stringContaining('Files: 66000\n') });
    const names: string[] = [];
    for await (const { name } of readZip(sourceOf(zip))) names.push(name);
    expect(names).toEqual(files.map(({ name }) => name));
  });

  const GIANT_BYTES = 5 * 2 ** 30;
  const giant: ZipMember = { name: Buffer.from('m/giant'), method: 'stored', isWide: true, facts: null };
  const giantFacts = { crc: 0, bytes: GIANT_BYTES, packedBytes: GIANT_BYTES };
  const lastFacts = { crc: crc32('last'), bytes: 4, packedBytes: 4 };
  const last: ZipMember = { name: Buffer.from('m/last'), method: 'stored', isWide: false, facts: lastFacts };

  /** A ZIP of a file of 5 GiB, all of it a hole, and one behind it. */
  function writeGiant(path: string): void {
    const behind = localHeader(giant).length + GIANT_BYTES;
    const offset = behind + descriptor(giantFacts, true).length;
    const tail = [descriptor(giantFacts, true), localHeader(last), Buffer.from('last')];
    const directory = Buffer.concat([directoryEntry(giant, giantFacts, 0), directoryEntry(last, lastFacts, offset)]);
    const start = behind + Buffer.concat(tail).length;
    const file = openSync(path, 'w');
    writeSync(file, localHeader(giant), 0, undefined, 0);
    const end = directoryEnd(2, directory.length, start);
    writeSync(file, Buffer.concat([...tail, directory, end]), 0, undefined, behind);
    closeSync(file);
  }

  itWith(
    ['unzip', '7z', 'bsdtar', 'python3'],
    'tells of files longer than 4 GiB, and of what lies behind',
    async () => {
      const path = join(dir, 'giant.zip');
      writeGiant(path);
      expect(runTool('unzip', ['-l', path]).stdout).toMatch(/5368709120 .* m\/giant\n +4 .* m\/last\n/);
      expect(runTool('7z', ['l', '-ba', path]).stdout).toMatch(/ 5368709120 +5368709120 +m\/giant/);
      for (const [tool, words] of [
        ['unzip', ['-p', path, 'm/last']],
        ['7z', ['x', '-so', path, 'm/last']],
        ['bsdtar', ['-xOf', path, 'm/last']],
        [
          'python3',
          ['-c', "import sys,zipfile; print(zipfile.ZipFile(sys.argv[1]).read('m/last').decode(),end='')", path],
        ],
      ] as const)
        expect(runTool(tool, words), tool).toMatchObject({ status: 0, stdout: 'last' });
      const source = await openFile(path);
      const found: unknown[] = [];
      for await (const { name, bytes, content } of readZip(source))
        found.push(name, bytes, bytes === 4 && (await text(content())));
      await source.close();
      expect(found).toEqual(['m/giant', GIANT_BYTES, false, 'm/last', 4, 'last']);
    },
  );
});
