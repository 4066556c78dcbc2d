import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cdText } from '../../src/discs/cd-text.ts';
import { SHEETS } from '../../src/discs/sheets/index.ts';
import { BIN_FILE_NAME, IMAGE_FILE_NAME } from '../../src/discs/sheets/sheet.ts';
import { makeDisc, oddDisc } from '../discs/make.ts';
import { makeTrack } from '../make-track.ts';

/** Every sheet lies beside audio in all of its forms. */
const ALL = { layout: 'both', bin: true } as const;

const text = fc.string({ unit: 'binary', maxLength: 120 });
const track = fc.record({ title: text, artist: text, lengthSamples: fc.integer({ min: 1, max: 10_000_000 }) });

describe.each(SHEETS)('sheet $id', (sheet) => {
  it('has an id and a file name of its own', () => {
    expect(sheet.fileName).toMatch(/^[A-Za-z-]+\.[a-z]{3}$/);
    expect(SHEETS.filter((other) => other.id === sheet.id || other.fileName === sheet.fileName)).toHaveLength(1);
    expect(sheet.note).not.toBe('');
  });

  it('is the same for the same disc', () => {
    expect(sheet.write(oddDisc(), cdText(oddDisc()), ALL)).toBe(sheet.write(oddDisc(), cdText(oddDisc()), ALL));
  });

  it('names the audio that lies beside it, and no folder', () => {
    const written = sheet.write(oddDisc(), cdText(oddDisc()), ALL);
    const named = [...written.matchAll(/FILE "([^"]*)"/g)].map((match) => match[1]);
    expect(named.filter((name) => name !== IMAGE_FILE_NAME && name !== BIN_FILE_NAME)).toEqual([]);
    expect(written).not.toContain('/music');
  });

  it('has as many printable lines as its disc asks for, in ASCII unless in UTF-8, whatever the titles', () => {
    fc.assert(
      fc.property(fc.array(track, { minLength: 1, maxLength: 20 }), text, (tracks, title) => {
        const disc = makeDisc(tracks.map(makeTrack), { title });
        const tame = makeDisc(
          tracks.map((one) => makeTrack({ ...one, title: 'a', artist: 'b' })),
          { title: 'c' },
        );
        const lines = (written: string) => written.split(/\r\n|\n/);
        const written = sheet.write(disc, cdText(disc), ALL);
        expect(lines(written)).toHaveLength(lines(sheet.write(tame, cdText(tame), ALL)).length);
        expect(written).toMatch(
          sheet.encoding === 'utf8' ? /^[^\p{Cc}]*(?:\r\n[^\p{Cc}]*)*\r\n$/u : /^[\x20-\x7e\r\n]*\n$/,
        );
        expect((written.match(/"/g) ?? []).length % 2).toBe(0);
      }),
    );
  });
});
