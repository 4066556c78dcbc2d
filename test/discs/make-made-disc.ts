import type { MadeDisc } from '../../src/discs/made-disc.ts';

/** An audio CD of two tracks with a pause between them, in three copies. */
export function makeMadeDisc(change: Partial<MadeDisc> = {}): MadeDisc {
  return {
    folder: '/discs/disc-1',
    id: 'abc123def456gh78',
    number: 1,
    of: 2,
    title: 'Late Night Jazz',
    performer: 'Various Artists',
    media: 'cd-80',
    sectors: 1050,
    capacitySectors: 359_700,
    content: {
      kind: 'audio',
      tracks: [
        { number: 1, title: 'One', performer: 'A', isrc: null, startFrame: 0, frames: 400, pregapFrames: 0 },
        {
          number: 2,
          title: 'Two',
          performer: 'B',
          isrc: 'DEA121300002',
          startFrame: 550,
          frames: 500,
          pregapFrames: 150,
        },
      ],
    },
    copies: [1, 2, 3].map((number) => ({ id: `c0py${number}`, number, serial: `4KQ7-ZT01-1-0${number}` })),
    ...change,
  };
}
