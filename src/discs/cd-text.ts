/**
 * Disc in, its texts as they go on the disc out. They are printable ASCII, the only text that every burning program
 * reads alike, or ISO-8859-1 where that is asked for; without the quotes and backslashes that no sheet can hold; never
 * empty, because CD-TEXT has an item for all tracks or for none; and never more than a disc has room for.
 */
import { toAscii } from '../base/ascii.ts';
import { toLatin1 } from '../base/latin1.ts';
import type { CdTextCharset } from '../model/audio-options.ts';
import type { AudioDisc } from '../model/disc.ts';
import { oneLine } from '../base/text.ts';
import { VARIOUS_ARTISTS } from './layout.ts';
import type { SheetDisc } from './sheet-disc.ts';

export interface TextPair {
  readonly title: string;
  readonly performer: string;
}

export interface CdText {
  readonly album: TextPair;
  /** One for each track, in their order. */
  readonly tracks: readonly TextPair[];
  readonly charset: CdTextCharset;
  /** The codes that have room beside the texts: the catalogue number and the ISRCs, or only the former. */
  readonly codes: 'all' | 'catalog';
  /** What was romanised, left out or cut, one sentence each. */
  readonly warnings: readonly string[];
}

/** Longest text that cdrdao and K3b take. */
const MAX_LENGTH = 80;

/** A block has 256 packs and 3 tell its sizes; libburn refuses to number the last one. */
const MAX_PACKS = 252;
const PACK_BYTES = 12;

/**
 * The texts of a disc. Where they need more packs than CD-TEXT has, the ISRCs are left out, which the Q channel has as
 * well; where that is not enough, the texts of the tracks are cut to one common length, so that the longest lose most;
 * the album's own are kept. A tab for "as before" would save more, but cdrdao writes every text in full.
 */
export function cdText(disc: AudioDisc, charset: CdTextCharset = 'ascii'): CdText {
  const given = [
    { title: disc.title, performer: disc.performer },
    ...disc.tracks.map(({ track }) => ({ title: track.title, performer: track.artist })),
  ];
  const whole = plainTexts(given, charset === 'ascii' ? toAscii : toLatin1);
  const hasIsrc = disc.tracks.some(({ track }) => track.isrc !== null);
  const codes = hasIsrc && packsOf(whole, codesOf(disc, 'all')) > MAX_PACKS ? 'catalog' : 'all';
  const room = roomForTracks(whole, codesOf(disc, codes));
  const texts = cutTexts(whole, room);
  const [album, ...tracks] = texts as [TextPair, ...TextPair[]];

  const romanised = tally(given, (i, key) => isForeign(given[i]![key], charset));
  const cut = tally(whole, (i, key) => texts[i]![key] !== whole[i]![key]);
  return {
    album,
    tracks,
    charset,
    codes,
    warnings: [
      ...(romanised === '' ? [] : [`CD-TEXT is ${CHARSETS[charset]}: romanised ${romanised}`]),
      ...(codes === 'all'
        ? []
        : ['CD-TEXT has no room for the ISRCs beside the texts: disc.cue leaves them out, disc.toc has them']),
      ...(cut === '' ? [] : [`CD-TEXT has room for ${room} characters a text on this disc: cut ${cut}`]),
    ],
  };
}

const CHARSETS: Readonly<Record<CdTextCharset, string>> = { ascii: 'plain ASCII', latin1: 'ISO-8859-1' };

/** The album's texts come first, then the tracks'. */
function plainTexts(given: readonly TextPair[], toCharset: (text: string) => string): TextPair[] {
  const plainText = (text: string): string => toCharset(text).replaceAll('"', "'").replaceAll('\\', '/');
  const performer = plainText(given[0]!.performer) || VARIOUS_ARTISTS;
  return given.map((text, number) => ({
    title: plainText(text.title) || (number === 0 ? 'Untitled' : `Track ${number}`),
    performer: plainText(text.performer) || performer,
  }));
}

function cutTexts(texts: readonly TextPair[], room: number): TextPair[] {
  return texts.map(({ title, performer }, number) => {
    const length = number === 0 ? MAX_LENGTH : room;
    return { title: title.slice(0, length).trimEnd(), performer: performer.slice(0, length).trimEnd() };
  });
}

function roomForTracks(texts: readonly TextPair[], codes: readonly string[]): number {
  let room = MAX_LENGTH;
  while (room > 1 && packsOf(cutTexts(texts, room), codes) > MAX_PACKS) room--;
  return room;
}

/**
 * The codes as CD-TEXT has them, the disc's first: for all tracks or none. libburn makes packs of those that a cue sheet
 * has.
 */
export function codesOf(disc: SheetDisc, codes: CdText['codes']): string[] {
  const all = [disc.catalog ?? '', ...disc.tracks.map(({ track }) => (codes === 'all' ? (track.isrc ?? '') : ''))];
  return all.some((code) => code !== '') ? all : [];
}

function packsOf(texts: readonly TextPair[], codes: readonly string[]): number {
  return packs(texts.map((text) => text.title)) + packs(texts.map((text) => text.performer)) + packs(codes);
}

function packs(texts: readonly string[]): number {
  return Math.ceil(texts.reduce((bytes, text) => bytes + text.length + 1, 0) / PACK_BYTES);
}

/** Accents and ligatures of Latin letters don't count: what becomes of them still reads as it did. */
function isForeign(text: string, charset: CdTextCharset): boolean {
  if (charset === 'latin1' && toLatin1(text) === oneLine(text).normalize('NFC')) return false;
  return /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]|\p{Extended_Pictographic}/u.test(text);
}

/** Counts the different texts that changed: `3 titles and 1 performer`, or nothing. */
function tally(texts: readonly TextPair[], isChanged: (index: number, key: keyof TextPair) => boolean): string {
  const counts = (['title', 'performer'] as const).map((key) => {
    const changed = new Set(texts.map((text) => text[key]).filter((_, i) => isChanged(i, key)));
    return changed.size === 0 ? '' : `${changed.size} ${key}${changed.size === 1 ? '' : 's'}`;
  });
  return counts.filter((count) => count !== '').join(' and ');
}
