import { framesToMsf } from '../../base/frames.ts';
import { NO_FLAGS } from '../../model/audio-options.ts';
import { pqEntries, type PqEntry } from '../pq.ts';
import type { Sheet } from './sheet.ts';

/** The PQ list as mastering engineers and plants read it: absolute disc time, track 1 after its pause of 2 s. */
export const pqSheet: Sheet = {
  id: 'pq',
  fileName: 'PQ.txt',
  note: 'people: the PQ list in absolute disc time',
  encoding: 'latin1',
  isFor: () => true,
  write: (disc, { album, tracks }) => {
    const { copyPermitted, preEmphasis } = disc.flags ?? NO_FLAGS;
    const entries = pqEntries(
      disc,
      tracks.map(({ title }) => title),
    );
    const lines = [
      `Title:        ${album.title}`,
      `Performer:    ${album.performer}`,
      `EAN:          ${disc.catalog ?? 'none'}`,
      `Copying:      ${copyPermitted ? 'permitted' : 'prohibited'}`,
      `Pre-emphasis: ${preEmphasis ? 'yes' : 'no'}`,
      '',
      'TRACK  INDEX  START     ISRC          TITLE',
      ...entries.map(entryLine),
    ];
    return lines.map((line) => `${line.trimEnd()}\r\n`).join('');
  },
};

function entryLine({ track, index, frame, isrc, title }: PqEntry): string {
  const number = track === null ? 'AA' : String(track).padStart(2, '0');
  const code = (index === 1 ? isrc : null) ?? '';
  return `${number.padEnd(5)}  0${index}     ${framesToMsf(frame)}  ${code.padEnd(12)}  ${index === 1 ? title : ''}`;
}
