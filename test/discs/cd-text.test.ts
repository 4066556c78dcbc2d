import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cdText, type CdText } from '../../src/discs/cd-text.ts';
import { makeTrack } from '../make-track.ts';
import { makeDisc, oddDisc, plainDisc } from './make.ts';

const title = (text: string): string => cdText(makeDisc([makeTrack({ title: text })])).tracks[0]!.title;

describe('texts', () => {
  it('are left alone where they are plain', () => {
    expect(cdText(plainDisc())).toEqual({
      album: { title: 'Late Night Jazz', performer: 'Miles Davis' },
      tracks: [
        { title: 'So What', performer: 'Miles Davis' },
        { title: 'Blue in Green', performer: 'Miles Davis' },
      ],
      charset: 'ascii',
      codes: 'all',
      warnings: [],
    });
  });

  it('become ASCII without quotes and backslashes', () => {
    expect(title('Für Elise')).toBe('Fur Elise');
    expect(title('“Heroes” "x" \\o/')).toBe("'Heroes' 'x' /o/");
    expect(title('two\r\nTRACK 02 AUDIO\t\u0000')).toBe('two TRACK 02 AUDIO');
  });

  it('are never empty', () => {
    expect(
      cdText(makeDisc([makeTrack({ title: '', artist: '' })], { title: '\u200b', performer: '\u0007' })),
    ).toMatchObject({
      album: { title: 'Untitled', performer: 'Various Artists' },
      tracks: [{ title: 'Track 1', performer: 'Various Artists' }],
    });
    expect(cdText(makeDisc([makeTrack({ artist: ' ' })], { performer: 'DJ A' })).tracks[0]!.performer).toBe('DJ A');
  });

  it('have at most 80 characters and no space at their end', () => {
    expect(title('x'.repeat(80))).toHaveLength(80);
    expect(title(`${'x'.repeat(79)} y`)).toBe('x'.repeat(79));
  });

  it('fit on every disc, whatever is on it', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ minLength: 60, maxLength: 200 }));
    const track = fc.record({ title: text, artist: text, isrc: fc.constantFrom(null, 'USRC17607839') }).map(makeTrack);
    fc.assert(
      fc.property(fc.array(track, { minLength: 1, maxLength: 99 }), text, (tracks, albumTitle) => {
        const disc = makeDisc(tracks, { title: albumTitle, catalog: '4006381333931' });
        const texts = cdText(disc);
        const codes = [disc.catalog, ...disc.tracks.map((one) => one.track.isrc)].map((code) => code ?? '');
        expect(texts.tracks).toHaveLength(tracks.length);
        expect(
          packs(texts, texts.codes === 'all' ? codes : codes.map((code, i) => (i === 0 ? code : ''))),
        ).toBeLessThanOrEqual(252);
        for (const one of [texts.album, ...texts.tracks].flatMap((pair) => [pair.title, pair.performer])) {
          expect(one).toMatch(/^(?! )[ !#-[\]-~]{1,80}(?<! )$/);
        }
      }),
    );
  });
});

function packs({ album, tracks }: CdText, codes: readonly string[]): number {
  const pairs = [album, ...tracks];
  const bytes = (texts: readonly string[]): number => texts.map((text) => `${text}\0`).join('').length;
  return [pairs.map((pair) => pair.title), pairs.map((pair) => pair.performer), codes]
    .map((texts) => Math.ceil(bytes(texts) / 12))
    .reduce((a, b) => a + b);
}

describe('room', () => {
  const crowded = (details: Parameters<typeof makeTrack>[0]) =>
    cdText(
      makeDisc(
        Array.from({ length: 99 }, (_, i) =>
          makeTrack({ title: `${i} `.padEnd(60, 'x'), artist: 'Nobody', ...details }),
        ),
      ),
    );

  it('is shared by 99 long titles, and the short performers stay whole', () => {
    const { album, tracks, warnings } = crowded({});
    expect(album).toEqual({ title: 'A playlist', performer: 'Nobody' });
    expect(new Set(tracks.map((track) => track.title.length))).toEqual(new Set([22]));
    expect(new Set(tracks.map((track) => track.performer))).toEqual(new Set(['Nobody']));
    expect(warnings).toEqual(['CD-TEXT has room for 22 characters a text on this disc: cut 99 titles']);
  });

  it('is left by the ISRCs first, for the disc has them elsewhere', () => {
    const { tracks, codes, warnings } = crowded({ isrc: 'USRC17607839' });
    expect(codes).toBe('catalog');
    expect(tracks[0]!.title).toHaveLength(22);
    expect(warnings).toEqual([
      'CD-TEXT has no room for the ISRCs beside the texts: disc.cue leaves them out, disc.toc has them',
      'CD-TEXT has room for 22 characters a text on this disc: cut 99 titles',
    ]);
    expect(crowded({ isrc: 'USRC17607839', title: 'a', artist: 'b' }).codes).toBe('all');
  });

  it('suffices for 14 characters in 99 titles and performers', () => {
    expect(crowded({ title: 'x'.repeat(14), artist: 'y'.repeat(14) }).warnings).toEqual([]);
    expect(crowded({ title: 'x'.repeat(15), artist: 'y'.repeat(15) }).warnings).toEqual([
      'CD-TEXT has room for 14 characters a text on this disc: cut 1 title and 1 performer',
    ]);
  });
});

describe('warnings', () => {
  it('sum up what was romanised, not what only lost accents', () => {
    expect(cdText(oddDisc()).warnings).toEqual(['CD-TEXT is plain ASCII: romanised 1 title and 1 performer']);
    expect(cdText(makeDisc([makeTrack({ title: 'Motörhead – Ænema & Straße №1 “ﬁ”' })])).warnings).toEqual([]);
    expect(
      cdText(makeDisc([makeTrack({ title: 'Я' }), makeTrack({ title: '😀' }), makeTrack({ title: 'Я' })])).warnings,
    ).toEqual(['CD-TEXT is plain ASCII: romanised 2 titles']);
  });
});
