import { framesToMsf } from '../../base/frames.ts';
import { NO_FLAGS, type TrackFlags } from '../../model/audio-options.ts';
import type { TextPair } from '../cd-text.ts';
import type { SheetTrack } from '../sheet-disc.ts';
import { IMAGE_FILE_NAME, trackFileName, type AudioFiles, type Sheet } from './sheet.ts';

/**
 * The toc file of cdrdao, in the dialect that cuetools and libcdio read too: the language as a number, one item a line.
 * With start and length given, cdrdao finds the audio beside the sheet from any folder.
 */
export const tocSheet: Sheet = {
  id: 'toc',
  fileName: 'disc.toc',
  note: 'cdrdao',
  encoding: 'latin1',
  isFor: () => true,
  write(disc, texts, audio) {
    const { catalog, flags = NO_FLAGS } = disc;
    const lines = [
      'CD_DA',
      ...(catalog === null ? [] : [`CATALOG "${catalog}"`]),
      'CD_TEXT {',
      '  LANGUAGE_MAP { 0:9 }',
      ...languageLines(texts.album),
      '}',
      ...disc.tracks.flatMap((track, i) => trackLines(track, texts.tracks[i]!, flags, audio)),
    ];
    return lines.map((line) => `${line}\n`).join('');
  },
};

function trackLines(track: SheetTrack, text: TextPair, flags: TrackFlags, audio: AudioFiles): string[] {
  const { isrc } = track.track;
  return [
    '',
    'TRACK AUDIO',
    flags.copyPermitted ? 'COPY' : 'NO COPY',
    flags.preEmphasis ? 'PRE_EMPHASIS' : 'NO PRE_EMPHASIS',
    'TWO_CHANNEL_AUDIO',
    ...(isrc === null ? [] : [`ISRC "${isrc}"`]),
    'CD_TEXT {',
    ...languageLines(text),
    '}',
    ...audioLines(track, audio),
  ];
}

/** The pause before a track comes from the image; among files of single tracks it is made by cdrdao. */
function audioLines({ number, startFrame, frames, pregapFrames = 0 }: SheetTrack, { layout }: AudioFiles): string[] {
  const pause = framesToMsf(pregapFrames);
  if (layout === 'tracks') {
    const file = `FILE "${trackFileName(number)}" ${framesToMsf(0)} ${framesToMsf(frames)}`;
    return pregapFrames === 0 ? [file] : [`PREGAP ${pause}`, file];
  }
  const from = startFrame - pregapFrames;
  const file = `FILE "${IMAGE_FILE_NAME}" ${framesToMsf(from)} ${framesToMsf(pregapFrames + frames)}`;
  return pregapFrames === 0 ? [file] : [file, `START ${pause}`];
}

function languageLines({ title, performer }: TextPair): string[] {
  return ['  LANGUAGE 0 {', `    TITLE "${escape(title)}"`, `    PERFORMER "${escape(performer)}"`, '  }'];
}

/** ISO-8859-1 by octal numbers: cdrdao 1.2.5 and later take plain bytes for UTF-8. */
function escape(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (letter) => `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`);
}
