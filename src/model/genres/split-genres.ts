import { ALIASES } from './aliases.ts';
import { DISCOGS_TREE } from './discogs-tree.ts';
import { ID3V1_GENRES } from './id3v1-genres.ts';
import { nameKey } from './name-key.ts';

/** Between digits neither a comma nor a slash parts names: `24/7`. */
const SEPARATOR = /(?<!\d)[/,]|[/,](?!\d)/;

/** `Folk, World, & Country` has three parts. */
const MAX_PARTS = 3;
const MAX_NAME = 64;

/** The names that are written with a separator. `Pop/Rock` is not one, for Discogs' style is `Pop Rock`. */
const WHOLE = new Set(
  [...DISCOGS_TREE, ...ALIASES]
    .flatMap(([name, others]) => [name, ...others])
    .filter((name) => SEPARATOR.test(name))
    .map(separatedKey),
);

/**
 * Splits what a genre or style tag holds into names, as they are written there, at `;`, `|`, NUL, `/` and `,`. Names with these
 * that the vocabulary knows stay whole: `Folk, World, & Country`, `Funk / Soul`, `RnB/Swing`. Numbers of ID3v1, `17` or
 * `(17)(8)Cool`, become names. No name is empty; one may come twice.
 */
export function splitGenres(text: string): string[] {
  return text.split(/[;|\0]/).flatMap((list) => splitNumbers(list.trim()));
}

function splitNumbers(text: string): string[] {
  const [, references, number, rest] = /^((?:\(\d{1,3}\))*)(?:(\d{1,3})$)?([^]*)$/.exec(text)!;
  const numbers = [...references!.matchAll(/\d+/g)].map(String).concat(number ?? []);
  const names = numbers.map((digits) => ID3V1_GENRES[Number(digits)] ?? digits);
  return [...names, ...splitNames(rest!)];
}

/** Takes at each place the longest name that is known, else what stands before the next separator. */
function splitNames(text: string): string[] {
  const parts = text.split(SEPARATOR);
  const starts = [0];
  for (const part of parts) starts.push(starts.at(-1)! + part.length + 1);
  const names: string[] = [];
  for (let i = 0, next = 1; i < parts.length; i = next) {
    const span = (end: number): string => text.slice(starts[i]!, starts[end]! - 1);
    next = Math.min(i + MAX_PARTS, parts.length);
    while (next > i + 1 && !isWhole(span(next))) next--;
    names.push(span(next).trim());
  }
  return names.filter((name) => name !== '');
}

function isWhole(name: string): boolean {
  return name.length <= MAX_NAME && WHOLE.has(separatedKey(name));
}

/** `funk/soul` is not `funk,soul`. */
function separatedKey(name: string): string {
  return name.replace(/[^/,]+/g, nameKey);
}
