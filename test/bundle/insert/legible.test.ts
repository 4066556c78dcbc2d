import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPress } from '../../../src/bundle/insert/draw.ts';
import { legible } from '../../../src/bundle/insert/legible.ts';
import type { Typeface } from '../../../src/bundle/insert/typeface.ts';
import { insertInput } from './make.ts';

let typeface: Typeface;
beforeAll(async () => {
  ({ typeface } = await openPress('', null));
});

const shown = (title: string): string => legible(insertInput({}, title), typeface).input.title;

describe('text of an insert', () => {
  it.each(['Für Elise', 'Ωραία μέρα', 'Привет, Москва', 'Çelik – “½” €', 'Dvořák', 'Đặng Thái Sơn'])(
    'keeps %j as it is',
    (title) => {
      const { input, romanised } = legible(insertInput({}, title), typeface);
      expect(input.title).toBe(title);
      expect(romanised.size).toBe(0);
    },
  );

  it.each([
    ['東京 Nights – Λ', 'DongJing Nights – Λ'],
    ['שלום', 'slvm'],
    ['🔥', ':fire:'],
    ['E\u0301lan', 'Élan'],
    ['a\u202eb\u0007c\ufe0f', 'ab c'],
    ['\ud800', '\ufffd'],
  ])('writes %j as %j', (title, expected) => expect(shown(title)).toBe(expected));

  it('tells what it wrote in other letters, each once', () => {
    const tracks = ['東京', '東京', 'Kyoto'].map((title, i) => ({
      number: i + 1,
      title,
      artist: '大阪',
      lengthMs: 1000,
    }));
    const { romanised } = legible(insertInput({ tracks }), typeface);
    expect([...romanised]).toEqual([
      ['東京', 'DongJing'],
      ['大阪', 'DaBan'],
    ]);
  });

  it('is one line of letters that there are, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (title) => {
        const text = shown(title);
        expect([...text].filter((letter) => !typeface.has(letter.codePointAt(0)!))).toEqual([]);
        expect(text).toBe(text.trim());
      }),
      { numRuns: 25 },
    );
  });
});
