/** The tags of an MP3: ID3v2.3 at its beginning, which every car reads, and ID3v1 at its end for what is older still. */
import { toAscii } from '../../base/ascii.ts';
import { oneLine } from '../../base/text.ts';
import type { Track } from '../../model/track.ts';

const MOST_CHARACTERS = 500;
const HEADER_BYTES = 10;

/** What a tag tells of a track. */
export type Tagged = Pick<
  Track,
  'title' | 'artist' | 'album' | 'albumArtist' | 'genres' | 'year' | 'trackNumber' | 'discNumber' | 'bpm' | 'isrc'
>;

/** An ID3v2.3 tag with all that is known of a track. */
export function id3v2(track: Tagged): Buffer {
  const frames = textsOf(track).flatMap(([id, text]) => textFrame(id, text));
  const size = frames.reduce((sum, { length }) => sum + length, 0);
  const header = Buffer.from([
    0x49,
    0x44,
    0x33,
    3,
    0,
    0,
    size >> 21,
    (size >> 14) & 127,
    (size >> 7) & 127,
    size & 127,
  ]);
  return Buffer.concat([header, ...frames]);
}

/** Bytes of that tag. */
export function id3v2Bytes(track: Tagged): number {
  return textsOf(track).reduce((sum, [, text]) => sum + HEADER_BYTES + contentBytes(text), HEADER_BYTES);
}

/** What the frames of a tag say, without empty ones. */
function textsOf(track: Tagged): (readonly [id: string, text: string])[] {
  const texts = [
    ['TIT2', track.title],
    ['TPE1', track.artist],
    ['TALB', track.album],
    ['TPE2', track.albumArtist],
    ['TCON', track.genres.join(', ')],
    ['TYER', numberText(track.year)],
    ['TRCK', numberText(track.trackNumber)],
    ['TPOS', numberText(track.discNumber)],
    ['TBPM', numberText(track.bpm)],
    ['TSRC', track.isrc ?? ''],
  ] as const;
  return texts
    .map(([id, text]) => [id, oneLine(text).slice(0, MOST_CHARACTERS)] as const)
    .filter(([, text]) => text !== '');
}

const LATIN_1 = /^[\x20-\x7e\xa0-\xff]*$/;

function contentBytes(text: string): number {
  return LATIN_1.test(text) ? 1 + text.length : 3 + 2 * text.length;
}

/** In Latin-1 where that has all its characters, else in UTF-16 with a mark. */
function textFrame(id: string, text: string): Buffer[] {
  const content = LATIN_1.test(text)
    ? Buffer.from(`\0${text}`, 'latin1')
    : Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text.toWellFormed(), 'utf16le')]);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(id, 0, 'latin1');
  header.writeUInt32BE(content.length, 4);
  return [header, content];
}

function numberText(value: number | null): string {
  return value === null ? '' : String(Math.round(value));
}

export const ID3V1_BYTES = 128;

/** An ID3v1.1 tag in ASCII. */
export function id3v1(track: Track): Buffer {
  const tag = Buffer.alloc(ID3V1_BYTES);
  const put = (at: number, length: number, text: string): void =>
    void tag.write(toAscii(text).slice(0, length), at, 'latin1');
  put(0, 3, 'TAG');
  put(3, 30, track.title);
  put(33, 30, track.artist);
  put(63, 30, track.album);
  put(93, 4, numberText(track.year));
  tag[126] = (track.trackNumber ?? 0) <= 255 ? (track.trackNumber ?? 0) : 0;
  // No genre.
  tag[127] = 255;
  return tag;
}
