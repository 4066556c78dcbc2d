import type { IAudioMetadata } from 'music-metadata';
import { normaliseIsrc } from '../base/isrc.ts';
import { fold, oneLine } from '../base/text.ts';
import { splitGenres } from '../model/genres/split-genres.ts';
import type { AudioFile } from './audio-file.ts';
import { nativeValues, partsAtSlashes, type NativeTags } from './native-tags.ts';
import { readPlainId3 } from './plain-id3.ts';
import { readFacts, type TagFacts } from './tag-facts.ts';

/** What the tags of a file say; empty or null where they say nothing. */
export interface Tags extends TagFacts {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly albumArtist: string;
  readonly genres: readonly string[];
  readonly styles: readonly string[];
  readonly isrc: string | null;
}

/**
 * Reads the tags of a file in whatever form it has them, covers left out. Throws what music-metadata throws where they
 * are broken.
 *
 * @param mimeType what kind of file it is, so that this isn't guessed by its content or name
 */
export async function readTags(file: AudioFile, mimeType: string): Promise<Tags> {
  const plain = mimeType === 'audio/mpeg' ? await readPlainId3(file) : null;
  if (plain !== null) return mapTags({ native: plain, common: plainNames(plain) });
  const { parseBlob } = await import('music-metadata');
  return mapTags(await parseBlob(blobOf(file, mimeType), { skipCovers: true, duration: false }));
}

/** The names in a plain ID3v2 tag, as music-metadata would tell them. */
function plainNames(native: NativeTags): IAudioMetadata['common'] {
  const text = (id: string): string | undefined => nativeValues(native, [id])[0];
  const [title, artist, album, albumartist, isrc] = ['TIT2', 'TPE1', 'TALB', 'TPE2', 'TSRC'].map(text);
  return { title, artist, album, albumartist, isrc: isrc === undefined ? [] : [isrc] } as IAudioMetadata['common'];
}

/** The little of a Blob that music-metadata asks for. It saves opening the file anew, and all but few reads of it. */
function blobOf(file: AudioFile, type: string): Blob {
  const slice = (start: number, end: number): unknown => ({
    arrayBuffer: async () => new Uint8Array(await file.read(start, end - start)).buffer,
  });
  return { size: file.size, type, slice } as unknown as Blob;
}

const MAX_TEXT = 1000;
const MAX_LIST = 10_000;

const GENRE = ['GENRE', 'TCON', 'TCO', '©GEN', 'GNRE', 'IGNR', 'WM/GENRE'];
const STYLE = ['STYLE', 'TXXX:STYLE', '----:COM.APPLE.ITUNES:STYLE'];
const GROUPING = [
  'GROUPING',
  'TXXX:GROUPING',
  'GRP1',
  'GP1',
  'TIT1',
  'TT1',
  '©GRP',
  'WM/CONTENTGROUPDESCRIPTION',
  '----:COM.APPLE.ITUNES:GROUPING',
];
const ARTIST = ['TPE1', 'TP1'];

/** Maps what music-metadata has read to what mixpress uses. */
export function mapTags({ common, native }: Pick<IAudioMetadata, 'common' | 'native'>): Tags {
  const genres = names(nativeValues(native, GENRE));
  const styles = names(nativeValues(native, STYLE));
  return {
    title: cleanText(common.title),
    artist: slashedArtist(native) ?? (cleanText(common.artist) || cleanText(common.albumartist)),
    album: cleanText(common.album),
    albumArtist: cleanText(common.albumartist),
    genres,
    styles: styles.length > 0 ? styles : names(nativeValues(native, GROUPING)),
    isrc: (common.isrc ?? []).map((code) => normaliseIsrc(cleanText(code))).find((code) => code !== null) ?? null,
    ...readFacts(native),
  };
}

/** `AC/DC` is one name. */
function slashedArtist(native: NativeTags): string | null {
  return (partsAtSlashes(native) && cleanText(nativeValues(native, ARTIST)[0])) || null;
}

function names(values: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const name of values.flatMap((value) => splitGenres(value.slice(0, MAX_LIST))).map(cleanText)) {
    if (name !== '' && !found.has(fold(name))) found.set(fold(name), name);
  }
  return [...found.values()];
}

function cleanText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? oneLine(String(value).slice(0, MAX_TEXT)) : '';
}
