import fc from 'fast-check';
import type { Robot } from '../../../src/discs/robots/robot.ts';
import type { RobotJob } from '../../../src/model/robot-job.ts';

/** Texts that want to be more than text. */
export const hostileText = fc.constantFrom(
  'Blue\r\nCopies=9999',
  'a=b',
  '[System]',
  '# not a comment',
  '"quoted", with, commas',
  'tab\tPREGAP:0',
  '\u0000\u001b[2J\u202egnirts',
  '__proto__',
  '\ud800',
  '夜に駆ける',
  'Ænema — Motörhead',
  '',
  ' '.repeat(200),
  'x'.repeat(5000),
);

/** A job that the robot takes, with a label whose fields it fills in. */
export function makeJob(robot: Robot, change: Partial<RobotJob> = {}): RobotJob {
  const folder = 'J:\\hot\\4KQ7-ZT01-1-abc123';
  const audio: RobotJob['content'] = {
    kind: 'audio',
    title: 'Late Night Jazz',
    performer: 'Various Artists',
    tracks: [
      { path: `${folder}\\01.wav`, title: 'One', performer: 'A', isrc: 'DEA121300001', pregapFrames: 0 },
      { path: `${folder}\\02.wav`, title: 'Two', performer: 'B', isrc: null, pregapFrames: 150 },
    ],
  };
  return {
    id: '4KQ7-ZT01-1-01',
    priority: 'high',
    copies: 1,
    content: robot.content.includes('audio')
      ? audio
      : { kind: 'folder', path: `${folder}\\files`, volume: 'LATE_NIGHT_JAZZ' },
    blank: 'cd',
    label: {
      path: `${folder}\\label.${robot.merges[0]!}`,
      merge: {
        path: robot.mergeExtension === null ? null : `${folder}\\4KQ7-ZT01-1-01.${robot.mergeExtension}`,
        fields: {
          ...{ id: 'c0py', serial: '4KQ7-ZT01-1-01', title: 'Late Night Jazz', performer: 'Various Artists' },
          ...{ disc: '1', discs: '2', copy: '1', copies: '3' },
        },
      },
    },
    verify: true,
    ...change,
  };
}
