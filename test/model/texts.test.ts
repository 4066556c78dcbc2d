import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packTexts, unpackTexts } from '../../src/model/texts.ts';

const text = fc.oneof(fc.constantFrom('', '\u0000', 'é', '日本', '🎵', '__proto__'), fc.string({ unit: 'binary' }));

describe('packed texts', () => {
  it('are the same again, from wherever their bytes begin in memory', () => {
    fc.assert(
      fc.property(fc.array(text), fc.nat(9), (texts, from) => {
        const { bytes, ends } = packTexts(texts)!;
        const room = new Uint8Array(from + bytes.length + 1);
        room.set(bytes, from);
        const again = unpackTexts({ bytes: room.subarray(from, from + bytes.length), ends });
        const wellFormed = texts.map((one) => one.toWellFormed());
        expect([...again]).toEqual(wellFormed);
        expect(again.length).toBe(texts.length);
        expect(texts.map((_, i) => again.at(i))).toEqual(wellFormed);
      }),
    );
  });
});
