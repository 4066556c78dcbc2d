import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buffered, type ByteSource } from '../../../src/bundle/reading/byte-source.ts';
import { noise } from '../packed.ts';

const bytes = noise(300_000);

function counted(): { readonly source: ByteSource; readonly reads: () => number } {
  let reads = 0;
  const read = async (position: number, length: number): Promise<Buffer> => {
    reads++;
    if (position + length > bytes.length) throw new Error('cut short');
    return bytes.subarray(position, position + length);
  };
  return { source: buffered({ bytes: bytes.length, read, close: async () => undefined }), reads: () => reads };
}

it('gives what is there, wherever and however much is asked for, even at the same time', async () => {
  const place = fc.record({ position: fc.nat(300_100), length: fc.oneof(fc.nat(100), fc.nat(100_000)) });
  await fc.assert(
    fc.asyncProperty(fc.array(place, { maxLength: 8 }), async (places) => {
      const { source } = counted();
      const asked = places.map(({ position, length }) => source.read(position, length));
      for (const [n, read] of (await Promise.allSettled(asked)).entries()) {
        const { position, length } = places[n]!;
        const wanted = position + length > bytes.length ? null : bytes.subarray(position, position + length);
        expect(read.status).toBe(wanted === null ? 'rejected' : 'fulfilled');
        if (read.status === 'fulfilled') expect(read.value.equals(wanted!)).toBe(true);
      }
    }),
  );
});

it('reads once for many that are short and near', async () => {
  const { source, reads } = counted();
  for (let at = 0; at < 60_000; at += 30) await source.read(at, 30);
  expect(reads()).toBe(1);
});
