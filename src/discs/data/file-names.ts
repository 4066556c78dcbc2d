/**
 * How the files of a disc are called. Players go by the order of names, so every name begins with its place in the list;
 * whatever reads the disc takes them as they are, so they are the same in every tree of an image.
 */
import { toAscii } from '../../base/ascii.ts';
import { oneLine } from '../../base/text.ts';
import type { DataMedium } from '../../model/medium.ts';
import type { Track } from '../../model/track.ts';

/** Many players show no more of a folder, and some take no more. */
const FOLDER_FILES = 99;

/** Characters of a name, its extension counted: of Joliet; and of ISO 9660 level 2, which is what cars show. */
const MOST_CHARACTERS = { plain: 64, car: 31 } as const;

/**
 * Paths of the tracks of a disc, in their order: all in its root where they find room there beside `others` more files,
 * else in folders of up to 99 files, which are named after what they hold (`001-099`).
 *
 * @param extension of a file, without the dot
 */
export function trackPaths(
  tracks: readonly { readonly track: Track; readonly extension: string }[],
  profile: DataMedium['profile'],
  others: number,
): string[] {
  const digits = Math.max(2, String(tracks.length).length);
  const ordinal = (number: number): string => String(number).padStart(digits, '0');
  const inFolders = tracks.length + others > FOLDER_FILES;
  return tracks.map(({ track, extension }, i) => {
    const first = i - (i % FOLDER_FILES) + 1;
    const last = Math.min(first + FOLDER_FILES - 1, tracks.length);
    const folder = inFolders ? `${ordinal(first)}-${ordinal(last)}/` : '';
    return folder + fileName(ordinal(i + 1), track, extension, profile);
  });
}

function fileName(
  ordinal: string,
  { artist, title }: Track,
  extension: string,
  profile: DataMedium['profile'],
): string {
  const room = MOST_CHARACTERS[profile] - extension.length - 1;
  const text =
    profile === 'car'
      ? `${ordinal} ${carText(title)}`
      : [ordinal, plainText(artist), plainText(title)].filter((part) => part !== '').join(' - ');
  return `${text.slice(0, room).trimEnd()}.${extension}`;
}

/** Letters, digits and a few signs of ASCII: what a car's display has. */
function carText(text: string): string {
  return oneLine(
    toAscii(text)
      .replace(/['`"]/g, '')
      .replace(/[^A-Za-z0-9()&,+-]+/g, ' '),
  );
}

/** Any letters in one form, without what Windows, Joliet or UCS-2 lack, and without what can't be seen. */
function plainText(text: string): string {
  return oneLine(text)
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[<>:"/\\|?*;]+/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
}
