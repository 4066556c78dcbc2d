import { toAscii } from '../../base/ascii.ts';
import { oneLine } from '../../base/text.ts';
import type { InsertInput } from './insert-input.ts';
import type { Typeface } from './typeface.ts';

/** Nobody reads a longer one; setting it would only take time. */
const LONGEST = 2000;

/** Blocks that Unicode keeps for scripts written from right to left, whose words would come out in the wrong order. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Marks without a shape of their own: they steer what programs do with text, or wait for a use. */
const UNSEEN = /[\p{Cf}\p{Co}\p{Cn}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

export interface Legible {
  readonly input: InsertInput;
  /** Texts that were written in other letters, as they were and as they are now, each once. */
  readonly romanised: ReadonlyMap<string, string>;
}

/** The same insert in letters that the typeface has: what it lacks, and what is written from right to left, is romanised. */
export function legible(input: InsertInput, typeface: Typeface): Legible {
  const romanised = new Map<string, string>();
  const read = (text: string): string => {
    const line = oneLine(text.slice(0, LONGEST)).normalize('NFC').replace(UNSEEN, '');
    const shown = romanise(line, typeface);
    if (shown !== line) romanised.set(line, shown);
    return shown;
  };
  const discs = input.discs.map((disc) => ({
    ...disc,
    performer: read(disc.performer),
    medium: read(disc.medium),
    tracks: disc.tracks.map((track) => ({ ...track, title: read(track.title), artist: read(track.artist) })),
  }));
  return { input: { title: read(input.title), discs }, romanised };
}

function romanise(line: string, typeface: Typeface): string {
  let shown = '';
  let foreign = '';
  for (const letter of line) {
    if (typeface.has(letter.codePointAt(0)!) && !RIGHT_TO_LEFT.test(letter)) {
      shown += toAscii(foreign) + letter;
      foreign = '';
    } else foreign += letter;
  }
  return oneLine(shown + toAscii(foreign));
}
