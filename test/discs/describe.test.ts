import { expect, it } from 'vitest';
import { cdText } from '../../src/discs/cd-text.ts';
import { describeDisc } from '../../src/discs/describe.ts';
import { discIds } from '../../src/discs/disc-ids.ts';
import { PLAIN_AUDIO } from '../../src/model/audio-options.ts';
import { oddDisc } from './make.ts';

const made = { tracks: oddDisc().tracks.map(({ frames }) => ({ samples: frames * 588, md5: 'f00d' })) };

it('describes a disc in full Unicode, in frames and milliseconds', () => {
  const disc = oddDisc();
  expect(describeDisc(disc, cdText(disc), PLAIN_AUDIO, made)).toMatchObject({
    schemaVersion: 1,
    id: disc.id,
    number: 1,
    of: 1,
    split: null,
    title: 'Odd & Ends: 100 % "real"',
    performer: 'Various Artists',
    catalog: '4006381333931',
    medium: { id: 'cd-80', capacityFrames: 359_700 },
    frames: 1751,
    lengthMs: 23_347,
    freeFrames: 359_700 - 1751,
    discIds: discIds(disc),
    flags: { copyPermitted: false, preEmphasis: false },
    audio: { layout: 'image', bin: false, ddp: false, loudness: null },
    cdText: { title: "Odd & Ends: 100 % 'real'", performer: 'Various Artists', charset: 'ascii', codes: 'all' },
    tracks: [
      {
        number: 1,
        position: 1,
        title: 'Für “Elise”',
        isrc: 'DEA121300001',
        startFrame: 0,
        frames: 450,
        pregapFrames: 0,
        offsetSamples: 0,
        samples: 450 * 588,
        md5: 'f00d',
        level: null,
        cdText: { title: "Fur 'Elise'", performer: 'Bjork Gudmundsdottir' },
        startMsf: '00:00:00',
        lengthMs: 6000,
      },
      { number: 2, startFrame: 450, startMsf: '00:06:00' },
      { number: 3, title: '東京の夜', artist: 'サザンオールスターズ', isrc: null, startMsf: '00:10:01' },
      { number: 4, frames: 300, trackId: '0123456789abcdef', sourcePath: 'a.flac' },
    ],
    copies: [{ number: 1, serial: '4KQ7-ZT01-1-01' }],
    cdTextWarnings: ['CD-TEXT is plain ASCII: romanised 1 title and 1 performer'],
  });
});

it('tells no path outside the library', () => {
  const disc = oddDisc();
  expect(JSON.stringify(describeDisc(disc, cdText(disc), PLAIN_AUDIO, made))).not.toContain('/music');
});
