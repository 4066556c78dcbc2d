/**
 * Disc in, its texts as they go on the disc out. They are printable ASCII, the only text that every burning program
 * reads alike, without the quotes and backslashes that no sheet can hold; never empty, because CD-TEXT has an item for
 * all tracks or for none; and never more than a disc has room for.
 */
import { toAscii } from '../base/ascii.ts';
import type { AudioDisc } from '../model/disc.ts';
import { VARIOUS_ARTISTS } from './layout.ts';

export interface TextPair {
  readonly title: string;
  readonly performer: string;
}

export interface CdText {
  readonly album: TextPair;
  /** One for each track, in their order. */
  readonly tracks: readonly TextPair[];
  /** What was romanised or cut, one sentence each. */
  readonly warnings: readonly string[];
}

/** Longest text that cdrdao and K3b take. */
const MAX_LENGTH = 80;

/** A block has 256 packs and 3 tell its sizes; libburn refuses to number the last one. */
const MAX_PACKS = 252;
const PACK_BYTES = 12;

/**
 * The texts of a disc. Where they need more packs than CD-TEXT has, those of the tracks are cut to one common length,
 * so that the longest lose most; the album's own are kept.
 */
export function cdText(disc: AudioDisc): CdText {
  const given = [
    { title: disc.title, performer: disc.performer },
    ...disc.tracks.map(({ track }) => ({ title: track.title, performer: track.artist })),
  ];
  const whole = plainTexts(given);
  const room = roomForTracks(whole, codesOf(disc));
  const texts = cutTexts(whole, room);
  const [album, ...tracks] = texts as [TextPair, ...TextPair[]];

  const romanised = tally(given, (i, key) => isForeign(given[i]![key]));
  const cut = tally(whole, (i, key) => texts[i]![key] !== whole[i]![key]);
  return {
    album,
    tracks,
    warnings: [
      ...(romanised === '' ? [] : [`CD-TEXT is plain ASCII: romanised ${romanised}`]),
      ...(cut === '' ? [] : [`CD-TEXT has room for ${room} characters a text on this disc: cut ${cut}`]),
    ],
  };
}

/** The album's texts come first, then the tracks'. */
function plainTexts(given: readonly TextPair[]): TextPair[] {
  const performer = plainText(given[0]!.performer) || VARIOUS_ARTISTS;
  return given.map((text, number) => ({
    title: plainText(text.title) || (number === 0 ? 'Untitled' : `Track ${number}`),
    performer: plainText(text.performer) || performer,
  }));
}

function plainText(text: string): string {
  return toAscii(text).replaceAll('"', "'").replaceAll('\\', '/');
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

/** libburn makes packs of its own from the catalog number and the ISRCs of a cue sheet, for all tracks or none. */
function codesOf(disc: AudioDisc): string[] {
  const all = [disc.catalog ?? '', ...disc.tracks.map(({ track }) => track.isrc ?? '')];
  return all.some((code) => code !== '') ? all : [];
}

function packsOf(texts: readonly TextPair[], codes: readonly string[]): number {
  return packs(texts.map((text) => text.title)) + packs(texts.map((text) => text.performer)) + packs(codes);
}

function packs(texts: readonly string[]): number {
  return Math.ceil(texts.reduce((bytes, text) => bytes + text.length + 1, 0) / PACK_BYTES);
}

/** Accents and ligatures of Latin letters don't count: what becomes of them still reads as it did. */
function isForeign(text: string): boolean {
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
