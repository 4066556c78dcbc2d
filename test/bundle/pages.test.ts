import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyPages, inPages } from '../../src/bundle/pages.ts';

const pieces = fc.array(
  fc.integer({ min: 0, max: 150_000 }).map((bytes) => Buffer.alloc(bytes, bytes)),
  { maxLength: 12 },
);

it('holds the bytes that were added, in few pieces', () => {
  fc.assert(
    fc.property(pieces, (list) => {
      const pages = emptyPages();
      for (const piece of list) pages.add(piece);
      const whole = Buffer.concat(list);
      expect(pages.bytes).toBe(whole.length);
      const taken = pages.take();
      expect(Buffer.concat(taken).equals(whole)).toBe(true);
      expect(taken.length).toBeLessThanOrEqual(2 * (1 + whole.length / 65_536));
      expect(pages.take()).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

it('gives a stream the same bytes, and never little at a time', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, async (list) => {
      async function* source(): AsyncGenerator<Uint8Array> {
        yield* list;
      }
      const given: Uint8Array[] = [];
      for await (const page of inPages(source())) given.push(page);
      const whole = Buffer.concat(list);
      expect(Buffer.concat(given).equals(whole)).toBe(true);
      expect(given.length).toBeLessThanOrEqual(2 * (1 + whole.length / 65_536));
    }),
    { numRuns: 30 },
  );
});
