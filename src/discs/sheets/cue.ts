import { framesToMsf } from '../../base/frames.ts';
import { NO_FLAGS, type TrackFlags } from '../../model/audio-options.ts';
import type { CdText, TextPair } from '../cd-text.ts';
import type { SheetDisc, SheetTrack } from '../sheet-disc.ts';
import { BIN_FILE_NAME, FLAC_FILE_NAME, IMAGE_FILE_NAME, type Sheet } from './sheet.ts';

/**
 * CDRWIN's cue sheet, in what is common to all readers: one file, upper-case commands, CRLF, pauses in the audio. K3b
 * refuses a sheet with any command that it doesn't know, and cdrdao takes a raw image for big-endian, so the image is a
 * WAV.
 */
export const cueSheet: Sheet = {
  id: 'cue',
  fileName: 'disc.cue',
  note: 'ImgBurn, K3b, cdrskin, cdrdao and most burning programs',
  encoding: 'latin1',
  isFor: ({ layout }) => layout !== 'tracks',
  write: (disc, texts, { flac }) => cueText(disc, texts, `"${flac === true ? FLAC_FILE_NAME : IMAGE_FILE_NAME}" WAVE`),
};

/** The same for the raw image. */
export const binCueSheet: Sheet = {
  id: 'bin.cue',
  fileName: 'discbin.cue',
  note: 'programs that want a raw image, with --bin; not cdrdao, which takes its bytes for swapped',
  encoding: 'latin1',
  isFor: ({ bin }) => bin,
  write: (disc, texts) => cueText(disc, texts, `"${BIN_FILE_NAME}" BINARY`),
};

function cueText(disc: SheetDisc, texts: CdText, file: string): string {
  const { catalog, flags = NO_FLAGS } = disc;
  const lines = [
    ...(catalog === null ? [] : [`CATALOG ${catalog}`]),
    ...textLines(texts.album),
    `FILE ${file}`,
    ...disc.tracks.flatMap((track, i) => [
      `  TRACK ${String(track.number).padStart(2, '0')} AUDIO`,
      ...textLines(texts.tracks[i]!, '    '),
      ...flagsLines(flags),
      ...(track.track.isrc === null || texts.codes !== 'all' ? [] : [`    ISRC ${track.track.isrc}`]),
      ...indexLines(track),
    ]),
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

function textLines({ title, performer }: TextPair, indent = ''): string[] {
  return [`${indent}TITLE "${title}"`, `${indent}PERFORMER "${performer}"`];
}

function flagsLines({ copyPermitted, preEmphasis }: TrackFlags): string[] {
  const words = [copyPermitted ? ' DCP' : '', preEmphasis ? ' PRE' : ''].join('');
  return words === '' ? [] : [`    FLAGS${words}`];
}

/** Where a track begins in the image, and the pause before it. */
export function indexLines({ startFrame, pregapFrames = 0 }: SheetTrack): string[] {
  return [
    ...(pregapFrames === 0 ? [] : [`    INDEX 00 ${framesToMsf(startFrame - pregapFrames)}`]),
    `    INDEX 01 ${framesToMsf(startFrame)}`,
  ];
}
