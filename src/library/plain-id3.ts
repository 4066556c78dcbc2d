import type { NativeTags } from './native-tags.ts';
import type { AudioFile } from './audio-file.ts';

/**
 * ID3v2 tags as most taggers write them. Reading one of these takes a twentieth of the time that music-metadata needs for
 * it, and most of a scan of MP3s is that. Everything unusual is left to music-metadata, whose answers these are.
 */

const HEADER_BYTES = 10;
const ID3V1_BYTES = 128;
/** ID3v1, and before it the ends of other tags. */
const TAIL_BYTES = ID3V1_BYTES + 32;
/** Covers are skipped, but where the audio begins they must have been counted. */
const MAX_TAG_BYTES = 1 << 24;

/** What several values, slashes, numbers for genres and names in other fields come to is for music-metadata to judge. */
const SEVERAL_NAMES = /^TXXX:(?:.*ARTIST.*|ISRC)$/i;
const NAMES = new Set(['TIT2', 'TPE1', 'TPE2', 'TALB', 'TSRC']);
const CODED_GENRE = /^(?:\d*|RX|CR)$|\(/;

/** The texts and the ids in the tag that a file begins with, or null where any of its tags is unusual. */
export async function readPlainId3(file: AudioFile): Promise<NativeTags | null> {
  const header = await file.read(0, HEADER_BYTES);
  const [version, flags] = [header[3], header[5]];
  if (header.toString('latin1', 0, 3) !== 'ID3' || (version !== 3 && version !== 4) || flags !== 0) return null;
  const bytes = syncSafe(header, 6);
  if (bytes === null || bytes > MAX_TAG_BYTES || bytes + HEADER_BYTES > file.size) return null;
  const after = await tagsAfter(file, bytes);
  const frames = after === 'others' ? null : readFrames(await file.read(HEADER_BYTES, bytes), version);
  if (frames === null || (after === 'ID3v1' && !isComplete(frames))) return null;
  return { [`ID3v2.${version}`]: frames };
}

/** Which tags follow behind this one or end the file. */
async function tagsAfter(file: AudioFile, tagBytes: number): Promise<'ID3v1' | 'others' | null> {
  const next = await file.read(HEADER_BYTES + tagBytes, 3);
  const tail = await file.read(Math.max(0, file.size - TAIL_BYTES), TAIL_BYTES);
  const end = tail.toString('latin1');
  if (next.toString('latin1') === 'ID3' || end.includes('APETAGEX') || end.includes('LYRICS200')) return 'others';
  return end.slice(-ID3V1_BYTES).startsWith('TAG') ? 'ID3v1' : null;
}

/** Whether nothing is left for ID3v1 to tell. */
function isComplete(frames: readonly Frame[]): boolean {
  const ids = new Set(frames.map(({ id }) => id));
  return ['TIT2', 'TPE1', 'TALB', 'TCON', 'TRCK'].every((id) => ids.has(id)) && (ids.has('TDRC') || ids.has('TYER'));
}

type Frame = NativeTags[string][number];

function readFrames(tag: Buffer, version: 3 | 4): Frame[] | null {
  const frames: Frame[] = [];
  const seen = new Set<string>();
  for (let at = 0; at + HEADER_BYTES <= tag.length && tag[at] !== 0;) {
    const id = tag.toString('latin1', at, at + 4);
    const bytes = version === 4 ? syncSafe(tag, at + 4) : tag.readUInt32BE(at + 4);
    const isPlain = /^[A-Z][A-Z0-9]{3}$/.test(id) && tag[at + 9] === 0;
    const start = at + HEADER_BYTES;
    if (!isPlain || bytes === null || bytes === 0 || start + bytes > tag.length) return null;
    at = start + bytes;
    const found = readFrame(id, tag.subarray(start, at), version);
    if (found === null || found.some(({ id: name }) => seen.has(name))) return null;
    for (const frame of found) seen.add(frame.id);
    frames.push(...found);
  }
  return frames;
}

/** What the content of a frame tells, nothing where it is none that is asked for, or null where it is unusual. */
function readFrame(id: string, content: Buffer, version: 3 | 4): Frame[] | null {
  if (id === 'UFID') {
    const end = content.indexOf(0);
    const value = { owner_identifier: content.toString('latin1', 0, end), identifier: content.subarray(end + 1) };
    return end < 0 ? null : [{ id, value }];
  }
  if (id[0] !== 'T' && id !== 'GRP1') return [];
  const text = decode(content)?.replace(/\0+$/, '');
  if (text === undefined) return null;
  if (id !== 'TXXX') return valuesOf(id, text, version);
  const end = text.indexOf('\0');
  const name = `TXXX:${text.slice(0, end)}`;
  return end <= 0 || SEVERAL_NAMES.test(name)
    ? null
    : valuesOf(name, text.slice(end + 1).replace(/^\ufeff/, ''), version);
}

function valuesOf(id: string, text: string, version: 3 | 4): Frame[] | null {
  const isCustom = id.startsWith('TXXX');
  const isList = version === 4 && (isCustom || id === 'TCON');
  const values = isList ? text.split('\0') : [text];
  const isUnusual =
    (!isList && text.includes('\0')) ||
    (version === 3 && text.includes('/') && (isCustom || NAMES.has(id))) ||
    (id === 'TCON' && values.some((value) => CODED_GENRE.test(value.trim())));
  return isUnusual ? null : values.map((value) => ({ id, value: value.trim() }));
}

/** Control characters of Latin-1, UTF-16 in the unusual order and broken UTF-8 are for music-metadata to judge. */
function decode(content: Buffer): string | undefined {
  const rest = content.subarray(1);
  const [encoding] = content;
  const text = encoding === 0 ? rest.toString('latin1') : encoding === 3 ? rest.toString('utf8') : utf16(rest);
  return text === undefined || /[\x80-\x9f\ufffd\ufffe]|^\ufeff|^\xff\xfe/.test(text) ? undefined : text;

  function utf16(bytes: Buffer): string | undefined {
    const isUsual = encoding === 1 && bytes.length % 2 === 0 && bytes[0] === 0xff && bytes[1] === 0xfe;
    return isUsual ? bytes.toString('utf16le', 2) : undefined;
  }
}

/** A number of 7 bits a byte, or null where it is none. */
function syncSafe(bytes: Buffer, at: number): number | null {
  const word = bytes.readUInt32BE(at);
  if ((word & 0x80808080) !== 0) return null;
  return ((word >>> 3) & 0xfe00000) | ((word >>> 2) & 0x1fc000) | ((word >>> 1) & 0x3f80) | (word & 0x7f);
}
