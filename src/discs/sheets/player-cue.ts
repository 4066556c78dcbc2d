import { oneLine } from '../../base/text.ts';
import { indexLines } from './cue.ts';
import { FLAC_FILE_NAME, IMAGE_FILE_NAME, trackFileName, type Sheet } from './sheet.ts';

/**
 * A cue sheet for players, not for burners: the full names in UTF-8, of any length, without a byte order mark. Where
 * each track has a file, so it has here.
 */
export const playerCueSheet: Sheet = {
  id: 'player.cue',
  fileName: 'disc-player.cue',
  note: 'players (foobar2000, DeaDBeeF, VLC): full names in UTF-8, not for burning',
  encoding: 'utf8',
  isFor: () => true,
  write: ({ catalog, title, performer, tracks }, _texts, { layout, flac }) => {
    const lines = [
      ...(catalog === null ? [] : [`CATALOG ${catalog}`]),
      `TITLE "${plain(title)}"`,
      `PERFORMER "${plain(performer)}"`,
      ...(layout === 'tracks' ? [] : [`FILE "${flac === true ? FLAC_FILE_NAME : IMAGE_FILE_NAME}" WAVE`]),
      ...tracks.flatMap((item) => [
        ...(layout === 'tracks' ? [`FILE "${trackFileName(item.number)}" WAVE`] : []),
        `  TRACK ${String(item.number).padStart(2, '0')} AUDIO`,
        `    TITLE "${plain(item.track.title)}"`,
        `    PERFORMER "${plain(item.track.artist)}"`,
        ...(item.track.isrc === null ? [] : [`    ISRC ${item.track.isrc}`]),
        ...(layout === 'tracks' ? ['    INDEX 01 00:00:00'] : indexLines(item)),
      ]),
    ];
    return lines.map((line) => `${line}\r\n`).join('');
  },
};

function plain(text: string): string {
  return oneLine(text).replaceAll('"', "'");
}
