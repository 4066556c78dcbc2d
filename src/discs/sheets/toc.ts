import { framesToMsf } from '../../base/frames.ts';
import type { DiscTrack } from '../../model/disc.ts';
import type { TextPair } from '../cd-text.ts';
import { IMAGE_FILE_NAME, type Sheet } from './sheet.ts';

/**
 * The toc file of cdrdao, in the dialect that cuetools and libcdio read too: the language as a number, one item a line.
 * With start and length given, cdrdao finds the image beside the sheet from any folder.
 */
export const tocSheet: Sheet = {
  id: 'toc',
  fileName: 'disc.toc',
  note: 'cdrdao',
  write(disc, texts) {
    const lines = [
      'CD_DA',
      ...(disc.catalog === null ? [] : [`CATALOG "${disc.catalog}"`]),
      'CD_TEXT {',
      '  LANGUAGE_MAP { 0:9 }',
      ...languageLines(texts.album),
      '}',
      ...disc.tracks.flatMap((track, i) => trackLines(track, texts.tracks[i]!)),
    ];
    return lines.map((line) => `${line}\n`).join('');
  },
};

function trackLines({ track, startFrame, frames }: DiscTrack, text: TextPair): string[] {
  return [
    '',
    'TRACK AUDIO',
    'NO COPY',
    'NO PRE_EMPHASIS',
    'TWO_CHANNEL_AUDIO',
    ...(track.isrc === null ? [] : [`ISRC "${track.isrc}"`]),
    'CD_TEXT {',
    ...languageLines(text),
    '}',
    `FILE "${IMAGE_FILE_NAME}" ${framesToMsf(startFrame)} ${framesToMsf(frames)}`,
  ];
}

function languageLines(text: TextPair): string[] {
  return ['  LANGUAGE 0 {', `    TITLE "${text.title}"`, `    PERFORMER "${text.performer}"`, '  }'];
}
