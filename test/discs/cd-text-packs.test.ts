import fc from 'fast-check';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BYTES_PER_FRAME } from '../../src/base/frames.ts';
import { CODES, PACK_BYTES, PERFORMERS, readCdText, TITLES, writeCdText } from '../../src/discs/cd-text-packs.ts';
import { cdText } from '../../src/discs/cd-text.ts';
import { PLAIN_AUDIO } from '../../src/model/audio-options.ts';
import type { AudioDisc } from '../../src/model/disc.ts';
import { itWith, runTool, sharedPath, tempDir } from '../outside.ts';
import { makeTrack } from '../make-track.ts';
import { makeDisc, oddDisc, plainDisc, writeDisc, writeSparse } from './make.ts';

const packs = (disc: AudioDisc, charset: 'ascii' | 'latin1' = 'ascii') =>
  Buffer.from(writeCdText(disc, cdText(disc, charset)));
const pack = (all: Buffer, number: number) =>
  all.subarray(number * PACK_BYTES, (number + 1) * PACK_BYTES).toString('hex');

const NAUGHTY_SOURCE = sharedPath('data/suites/strings/blns.txt');
const NAUGHTY = existsSync(NAUGHTY_SOURCE) ? [...new Set(readFileSync(NAUGHTY_SOURCE, 'utf8').split('\n'))] : [];

/** A disc of such titles, with the same performers in turn. */
const namedDisc = (titles: readonly string[]): AudioDisc =>
  makeDisc(
    titles.map((title, i) => makeTrack({ title, artist: titles.at(-1 - i)! })),
    { title: titles[0]!, performer: titles.at(-1)! },
  );

/** The texts that the packs of a disc should hold. */
function textsOf(disc: AudioDisc, charset: 'ascii' | 'latin1' = 'ascii') {
  const { album, tracks } = cdText(disc, charset);
  const pairs = [album, ...tracks];
  return { titles: pairs.map(({ title }) => title), performers: pairs.map(({ performer }) => performer) };
}

describe('packs', () => {
  it('have the checksum that libburn gives', () => {
    const disc = makeDisc([makeTrack()], { title: 'Joyful Night' });
    expect(pack(packs(disc), 0)).toBe(`80000000${Buffer.from('Joyful Night').toString('hex')}f0f7`);
  });

  it('tell track and place of what they begin with, and at last the sizes', () => {
    const disc = makeDisc([makeTrack({ title: 'x'.repeat(30), artist: 'y' })], { title: 'abc' });
    const all = packs(disc);
    const heads = Array.from({ length: all.length / PACK_BYTES }, (_, i) => pack(all, i).slice(0, 8));
    // The disc's title and its zero are 4 bytes: the second pack begins with the 9th letter of track 1.
    expect(heads.slice(0, 3)).toEqual(['80000000', '80010108', '8001020f']);
    expect(heads.slice(-3).map((head) => head.slice(0, 4))).toEqual(['8f00', '8f01', '8f02']);
    const sizes = all.subarray(-3 * PACK_BYTES);
    expect([...sizes.subarray(4, 8)]).toEqual([0, 1, 1, 0]);
  });

  it('give back what was written', () => {
    const text = fc.string({ unit: 'binary', maxLength: 90 });
    const track = fc.record({ title: text, artist: text, isrc: fc.constantFrom(null, 'USRC17607839') }).map(makeTrack);
    fc.assert(
      fc.property(
        fc.array(track, { minLength: 1, maxLength: 99 }),
        fc.constantFrom('ascii', 'latin1'),
        (tracks, charset) => {
          const disc = makeDisc(tracks, { catalog: '4006381333931' });
          const { texts, faults } = readCdText(packs(disc, charset));
          const { titles, performers } = textsOf(disc, charset);
          expect(faults).toEqual([]);
          expect(texts.get(TITLES)).toEqual(titles);
          expect(texts.get(PERFORMERS)).toEqual(performers);
          expect(texts.get(CODES)![0]).toBe('4006381333931');
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keep the letters of ISO-8859-1 where asked to', () => {
    const disc = makeDisc([makeTrack({ title: 'Für “Élise” 東京' })]);
    expect(readCdText(packs(disc, 'latin1')).texts.get(TITLES)![1]).toBe("Für 'Élise' DongJing");
    expect(cdText(disc, 'latin1').warnings).toEqual(['CD-TEXT is ISO-8859-1: romanised 1 title']);
    expect(cdText(makeDisc([makeTrack({ title: 'Für Élise' })]), 'latin1').warnings).toEqual([]);
  });
});

describe('ISO-8859-1', () => {
  itWith(['cd-info'], 'is read from the sheet and from the packs as it was meant', () => {
    const folder = tempDir();
    const disc = makeDisc([makeTrack({ title: 'Für “Élise” 東京', artist: 'Björk' })], { title: 'Smørrebrød' });
    writeDisc(folder, disc, { ...PLAIN_AUDIO, cdText: 'latin1' });
    const sheet = readFileSync(join(folder, 'disc.cue'), 'latin1');
    const bare = sheet.replace(/^ *(?:TITLE|PERFORMER) .*\r\n/gm, '');
    writeFileSync(join(folder, 'packs.cue'), `CDTEXTFILE "cdtext.cdt"\r\n${bare}`, 'latin1');
    for (const name of ['disc', 'packs']) {
      writeSparse(join(folder, `${name}.bin`), new Uint8Array(), disc.frames * BYTES_PER_FRAME);
      const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
      const { stdout } = runTool('cd-info', ['--no-header', '--no-device-info', '-c', `${name}.cue`], options);
      const read = [...stdout.matchAll(/\t(?:TITLE|PERFORMER): (.*)\n/g)].map((match) => match[1]);
      expect(read, name).toEqual(['Smørrebrød', 'Björk', "Für 'Élise' DongJing", 'Björk']);
    }
  });
});

describe('reading', () => {
  it('finds every flipped bit', () => {
    const all = packs(oddDisc());
    for (let at = 0; at < all.length; at++) {
      const flipped = Buffer.from(all);
      flipped[at]! ^= 1 << (at % 8);
      expect(readCdText(flipped).faults, `byte ${at}`).not.toEqual([]);
    }
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(readCdText(bytes).faults).not.toEqual([]);
      }),
    );
  });
});

describe('cdtext.cdt', () => {
  // It takes a disc of 99 tracks for one of too many.
  const naughty = Array.from({ length: Math.ceil(NAUGHTY.length / 98) }, (_, i) => NAUGHTY.slice(i * 98, (i + 1) * 98));
  const discs: Readonly<Record<string, AudioDisc>> = {
    plain: plainDisc(),
    odd: oddDisc(),
    'of Unicode-only titles': namedDisc(['東京の夜', 'Ночь', 'ليل', 'Νύχτα', '밤', '🎵🎶', '\u200b\u202e']),
    ...Object.fromEntries(naughty.map((titles, i) => [`of naughty strings ${i + 1}`, namedDisc(titles)])),
  };
  for (const [name, disc] of Object.entries(discs)) {
    itWith(['cdrskin'], `is what cdrskin reads: disc ${name}`, () => {
      const folder = tempDir();
      writeFileSync(join(folder, 'cdtext.cdt'), packs(disc));
      const { stdout } = runTool('cdrskin', ['textfile_to_v07t=cdtext.cdt'], { cwd: folder });
      const { titles, performers } = textsOf(disc);
      expect([...stdout.matchAll(/(?:Album|Track \d\d) Title +(?:=) (.*)/g)].map((m) => m[1])).toEqual(titles);
      expect([...stdout.matchAll(/(?:Artist Name|Track \d\d Artist) += (.*)/g)].map((m) => m[1])).toEqual(performers);
      const isrcs = disc.tracks.map(({ track }) => track.isrc ?? '');
      if (isrcs.every((isrc) => isrc === '')) return;
      expect([...stdout.matchAll(/^ISRC \d\d += (.*)/gm)].map((m) => m[1]!.replaceAll('-', ''))).toEqual(isrcs);
    });
  }
});
