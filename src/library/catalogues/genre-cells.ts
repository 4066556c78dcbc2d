import { compareText, fold } from '../../base/text.ts';
import { cleanText, isUntold } from './cells.ts';

const MAX_CACHED = 2000;
const MAX_CELL = 4000;
const MAX_NAMES = 100;
/** `Folk, World, & Country` has the most commas of all names known. */
const MAX_COMMAS = 4;

/**
 * Makes the reader of cells with names of genres or styles: parted by semicolons, bars or commas, but for the names
 * known to hold commas themselves (`Funk / Soul` is one name in any case). Gives them in order of code units, without
 * those that fold to the same. Cells repeat, so the last ones are remembered.
 */
export function genreSplitter(wholeNames: readonly string[]): (cell: string) => readonly string[] {
  const whole = new Set(wholeNames.filter((name) => name.includes(',')).map(fold));
  const known = new Map<string, readonly string[]>();
  return (cell) => {
    let names = known.get(cell);
    if (names === undefined) {
      const text = ownCopy(cell);
      names = uniteNames(splitList(text, whole).slice(0, MAX_NAMES));
      if (known.size >= MAX_CACHED) known.clear();
      known.set(text, names);
    }
    return names;
  };
}

/** A part of a text keeps all of the text in memory, which here is a block of its file. */
function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}

function splitList(cell: string, whole: ReadonlySet<string>): string[] {
  return cell
    .slice(0, MAX_CELL)
    .split(/[;|\0]/)
    .flatMap((part) => splitAtCommas(part, whole));
}

function splitAtCommas(text: string, whole: ReadonlySet<string>): string[] {
  const parts = text.split(',');
  const names: string[] = [];
  for (let at = 0; at < parts.length;) {
    let end = Math.min(parts.length, at + MAX_COMMAS + 1);
    while (end > at + 1 && !whole.has(fold(parts.slice(at, end).join(',')))) end--;
    const name = cleanText(parts.slice(at, end).join(','));
    if (!isUntold(name)) names.push(name);
    at = end;
  }
  return names;
}

/** Names in order of code units; of those that fold to the same, the first. */
export function uniteNames(names: readonly string[]): readonly string[] {
  if (names.length < 2) return names;
  const united = new Map<string, string>();
  for (const name of names) {
    const folded = fold(name);
    const other = united.get(folded);
    if (other === undefined || compareText(name, other) < 0) united.set(folded, name);
  }
  return [...united.values()].sort(compareText);
}
