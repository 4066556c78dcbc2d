import { framesToMsf } from '../../base/frames.ts';
import type { DiscTrack } from '../../model/disc.ts';
import type { TextPair } from '../cd-text.ts';
import { IMAGE_FILE_NAME, type Sheet } from './sheet.ts';

/**
 * CDRWIN's cue sheet, in what is common to all readers: one file, upper-case commands, CRLF. K3b refuses a sheet with
 * any command that it doesn't know, and cdrdao takes a raw image for big-endian, so the image is a WAV.
 */
export const cueSheet: Sheet = {
  id: 'cue',
  fileName: 'disc.cue',
  note: 'ImgBurn, K3b, cdrskin, cdrdao and most burning programs',
  write(disc, texts, image = IMAGE_FILE_NAME) {
    const lines = [
      ...(disc.catalog === null ? [] : [`CATALOG ${disc.catalog}`]),
      `TITLE "${texts.album.title}"`,
      `PERFORMER "${texts.album.performer}"`,
      `FILE "${image}" WAVE`,
      ...disc.tracks.flatMap((track, i) => trackLines(track, texts.tracks[i]!)),
    ];
    return lines.map((line) => `${line}\r\n`).join('');
  },
};

function trackLines({ number, track, startFrame }: DiscTrack, text: TextPair): string[] {
  return [
    `  TRACK ${String(number).padStart(2, '0')} AUDIO`,
    `    TITLE "${text.title}"`,
    `    PERFORMER "${text.performer}"`,
    ...(track.isrc === null ? [] : [`    ISRC ${track.isrc}`]),
    `    INDEX 01 ${framesToMsf(startFrame)}`,
  ];
}
