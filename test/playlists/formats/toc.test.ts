import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlaylistFile } from '../../../src/playlists/formats/index.ts';
import { toc } from '../../../src/playlists/formats/toc.ts';
import { itWithShared } from '../../outside.ts';

const read = (text: string) => toc.read(Buffer.from(text), 'list.toc');

describe('a TOC file', () => {
  it('gives names, ISRCs, lengths from index 1 on, and files that are whole tracks', async () => {
    const text = `CD_DA // "
CATALOG "1234567890123"
CD_TEXT { LANGUAGE_MAP { 0 : EN 1: 9 } LANGUAGE 0 { TITLE "Caf\\351" PERFORMER "\\"A\\" \\\\ B" SIZE_INFO { 1, 2, 3 } }
  LANGUAGE 1 { TITLE "no" } }
TRACK AUDIO NO COPY TWO_CHANNEL_AUDIO ISRC "DEMUA9800001"
CD_TEXT { LANGUAGE 0 { TITLE "One" PERFORMER "C" } }
PREGAP 0:2:0
AUDIOFILE "a b.wav" 0 0:10:37
TRACK AUDIO
FILE "c.wav" #0 0
TRACK AUDIO
FILE "d.wav" SWAP 0 44100
START 00:00:15 INDEX 0:0:20
TRACK AUDIO FILE "d.wav" 44100 44100 END 0:0:10
TRACK MODE1 RW_RAW ZERO MODE1 RW 1:0:0 DATAFILE "e.iso" #12 0:0:5
TRACK AUDIO SILENCE 0:1:0 FILE "f.wav" 0 0:1:0`;
    const album = 'Café';
    const artist = '"A" \\ B';
    const rest = { title: '', artist, album };
    expect(await read(text)).toEqual({
      title: album,
      entries: [
        { location: 'a b.wav', title: 'One', artist: 'C', album, lengthMs: 10_493, isrc: 'DEMUA9800001' },
        { location: 'c.wav', ...rest, lengthMs: null },
        { location: null, ...rest, lengthMs: 800 },
        { location: null, ...rest, lengthMs: 1000 },
        { location: null, ...rest, lengthMs: 2000 },
      ],
    });
  });

  it.each([
    ['', 'it has no TRACK'],
    ['CD_DA\nfoo', 'list.toc:2 is not a sound TOC playlist: "foo" stands where a keyword should be'],
    ['TRACK', 'it ends where a mode should be'],
    ['TRACK VIDEO', '"VIDEO" stands where a mode should be'],
    ['TRACK AUDIO\nSILENCE\n"1:0:0"', 'list.toc:3 '],
    ['TRACK AUDIO FILE 0', '"0" stands where a string should be'],
    ['TRACK AUDIO ISRC "a', 'a string is opened and never closed'],
    ['CD_TEXT { {', 'it ends where'],
  ])('%j is refused', async (text, reason) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'playlist-unreadable',
      message: expect.stringContaining(reason),
    });
  });

  it('takes no longer than the text is long', async () => {
    const { entries } = await read(
      `${'// x\n'.repeat(50_000)}${Array.from({ length: 20_000 }, (_, i) => `TRACK AUDIO FILE "${i}" 0 1:0:0`).join('\n')}`,
    );
    expect(entries).toHaveLength(20_000);
    await expect(read(`TRACK AUDIO ISRC "${'\\"'.repeat(300_000)}`)).rejects.toMatchObject({
      code: 'playlist-unreadable',
    });
  });

  itWithShared(
    'data/suites/toc/cdrdao',
    'of cdrdao has the audio tracks and lengths that cdrdao shows',
    async (dir) => {
      const names = readdirSync(dir).filter((name) => name.endsWith('.toc'));
      expect(names).toHaveLength(22);
      for (const name of names) {
        const { entries } = await readPlaylistFile(join(dir, name));
        const gold = join(dir, 'gold', name.replace('.toc', '.showtoc'));
        if (name.startsWith('pregap')) expect(entries).toHaveLength(2);
        else
          expect(
            entries.map(({ lengthMs }) => lengthMs),
            name,
          ).toEqual(audioLengths(readFileSync(gold, 'latin1')));
      }
    },
  );
});

/** Milliseconds from START to END of each audio track. */
function audioLengths(shown: string): number[] {
  return shown
    .split(/^TRACK/m)
    .slice(1)
    .filter((part) => part.includes('Mode AUDIO'))
    .map((part) => {
      const frames = (word: string): number => Number(new RegExp(`${word} .*\\( *(\\d+)\\)`).exec(part)![1]);
      return Math.round(((frames('END') - frames('START')) * 1000) / 75);
    });
}
