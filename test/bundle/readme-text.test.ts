import { describe, expect, it } from 'vitest';
import { readmeText } from '../../src/bundle/readme-text.ts';
import { itWithShared } from '../outside.ts';
import { readFileSync } from 'node:fs';
import { makeTrack } from '../make-track.ts';
import { brief, bundleInput } from './make.ts';

describe('README.txt', () => {
  it('tells which pages of an insert are what, and nothing where there is none', () => {
    const input = bundleInput([300_000, 200_000].map((frames) => makeTrack({ frames })));
    const text = readmeText({ ...input, insert: { path: '/work/insert.pdf', paper: 'letter' } });
    expect(text).toContain('print it at 100 % on\nLETTER paper');
    expect(text).toContain('- pages 1-2: 2 booklets, to be printed 2 times');
    expect(text).toContain('- pages 3-6: 4 tray cards, one a copy');
    expect(text).toContain('- pages 7-10: 4 labels, one a copy');
    expect(text).not.toContain('/work');
    expect(readmeText(input)).not.toContain('insert');
  });

  it('tells what is on each disc, how to burn it, and what was done to the audio', () => {
    const input = bundleInput(
      [1, 2, 3, 4].map((n) => makeTrack({ title: `Title ${n}`, frames: n === 4 ? 300_000 : 60_000 })),
    );
    const conversions = [1, 2, 3].map((number) => ({
      number,
      conversion: number === 3 ? 'resampled' : 'bit-identical',
    }));
    const discs = input.discs.map((disc, i) => (i === 0 ? { ...disc, conversions } : disc));
    const text = readmeText({ ...input, discs });
    expect(text).toContain(`Disc 1 of 2
-----------

Title:     Late Night Jazz (disc 1 of 2)
Performer: An artist
Medium:    CD-R 80 minutes (cd-80)
Length:    40:00, 3 tracks
Copies:    2, labelled 4KQ7-ZT01-1-01, 4KQ7-ZT01-1-02

   1    13:20  An artist - Title 1
   2    13:20  An artist - Title 2
   3    13:20  An artist - Title 3

Burn it 2 times, from within the folder disc-1, in one of these ways:

  cd disc-1
  cdrdao write --device /dev/sr0 --speed 8 -n disc.toc
  cdrskin -v dev=/dev/sr0 -sao -text cuefile=disc.cue
  K3b or ImgBurn: open disc.cue
`);
    expect(text).toContain(
      '- Disc 1, tracks 1-2: bit-identical\n- Disc 1, track 3: resampled\n- Disc 2, track 1: bit-identical\n',
    );
    expect(text).toContain('  sha256sum -c SHA256SUMS\n');
  });

  it('tells how a playlist is split over several discs', () => {
    const opening = (count: number, split: string) => {
      const tracks = Array.from({ length: count }, () => makeTrack({ frames: 300_000 }));
      return readmeText(bundleInput(tracks, { order: { ...brief, split } })).replaceAll('\n', ' ');
    };
    expect(opening(2, 'balanced')).toContain('2 tracks of the playlist 4kq7zt01abcdefgh (split: balanced). Made by');
    expect(opening(1, 'balanced')).toContain('1 track of the playlist 4kq7zt01abcdefgh. Made by');
  });

  it('has notes and warnings only where there are some', () => {
    const plain = readmeText(bundleInput());
    expect(plain).not.toContain('Notes');
    expect(plain).not.toContain('Worth knowing');
    const full = readmeText(
      bundleInput([makeTrack()], { order: { ...brief, notes: 'for Ann\n\nfragile' }, warnings: ['odd'] }),
    );
    expect(full).toContain('Notes of the order\n------------------\n\nfor Ann\n\nfragile\n');
    expect(full).toContain('- odd\n');
  });

  itWithShared('data/suites/strings/blns.json', 'stays in its columns and lines, whatever the texts', (path) => {
    const hostile = [
      ...(JSON.parse(readFileSync(path, 'utf8')) as string[]),
      'a\u001b[2J\r\nb\u0000\ud800',
      'word '.repeat(100),
    ];
    for (const text of hostile) {
      const input = bundleInput([makeTrack({ title: text, artist: text })], {
        order: { ...brief, notes: text },
        warnings: [text],
      });
      const readme = readmeText({ ...input, playlist: { ...input.playlist, title: text } });
      expect(readme.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      expect(readme.isWellFormed()).toBe(true);
      if (/\S{50}/.test(text)) continue;
      for (const line of readme.split('\n')) expect([...line].length).toBeLessThanOrEqual(78);
    }
  });
});
