import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gzip } from '../../../src/bundle/archives/gzip.ts';
import { itWith, runTool } from '../../outside.ts';
import { noise } from '../packed.ts';

async function compress(pieces: readonly Uint8Array[], level = 6, threads = 2): Promise<Buffer> {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield* pieces;
  }
  const out: Buffer[] = [];
  for await (const bytes of gzip(source(), level, threads)) out.push(bytes);
  return Buffer.concat(out);
}

/** Longer than a block, and like nothing before it only in parts. */
const long = Buffer.concat([noise(600_000), Buffer.alloc(700_000, 'mixpress '), noise(100_000)]);

describe('gzip', () => {
  it('is undone by gunzip, however the bytes come in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 8 }), async (pieces) => {
        expect(gunzipSync(await compress(pieces)).equals(Buffer.concat(pieces))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same bytes for any number of threads and any pieces', async () => {
    const whole = await compress([long]);
    expect(gunzipSync(whole).equals(long)).toBe(true);
    for (const threads of [1, 5]) expect((await compress([long], 6, threads)).equals(whole)).toBe(true);
    const pieces = Array.from({ length: 20 }, (_, i) => long.subarray(i * 70_000, (i + 1) * 70_000));
    expect((await compress(pieces)).equals(whole)).toBe(true);
  });

  it('finds in a block what stood in the one before', async () => {
    const block = noise(1 << 19);
    const again = block.subarray(-20_000);
    expect((await compress([block, again])).length).toBeLessThan((await compress([block])).length + 2000);
  });

  it('ends with the failure of its source', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield long;
      throw new Error('gone');
    }
    await expect(async () => {
      for await (const _bytes of gzip(broken(), 6, 2));
    }).rejects.toThrow('gone');
  });

  itWith(['gzip'], 'is one member, with the sum and length that gzip expects', async () => {
    const packed = await compress([long]);
    expect(runTool('gzip', ['-tv'], { input: packed })).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('OK'),
    });
    expect(packed.readUInt32LE(packed.length - 4)).toBe(long.length);
  });
});
