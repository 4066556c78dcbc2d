/** Folding, likeness and safe showing of foreign text. */

const ASCII = /^[\x00-\x7f]*$/;

/**
 * Folds a name for comparing: compatibility forms, case, accents, and all that is neither letter nor digit fall away,
 * so `Hip-Hop`, `hip hop` and `HIPHOP` are one. Text made of symbols alone is only lower-cased, never emptied.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '') || text.toLowerCase().trim();
  const base = text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  const folded = base.replace(/[^\p{L}\p{N}]/gu, '');
  return folded === '' ? base.trim() : folded;
}

/** Order of code units: the same on every machine and in every locale, unlike `localeCompare`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Edits (insert, delete, replace, swap of neighbours) from one text to the other: optimal string alignment. */
export function editDistance(a: string, b: string): number {
  const width = b.length + 1;
  let before = new Uint16Array(width);
  let above = Uint16Array.from({ length: width }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint16Array(width);
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row[j] = best;
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}

/** The choice most like the given name, or undefined where none is near enough to be a slip of the pen. */
export function nearest(name: string, choices: Iterable<string>): string | undefined {
  const wanted = fold(name).slice(0, 64);
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const choice of choices) {
    const other = fold(choice).slice(0, 64);
    const distance = other.startsWith(wanted) && wanted.length > 2 ? 0.5 : editDistance(wanted, other);
    const allowed = Math.max(1, Math.floor(Math.max(wanted.length, other.length) * 0.4));
    if (distance <= allowed && distance < bestDistance) {
      best = choice;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * Makes foreign text safe to show: control characters, line ends, bidirectional overrides and lone surrogates become
 * visible escapes, so that no title can move the cursor, colour the terminal or reverse a line.
 */
export function escapeControl(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (c) => {
      const code = c.codePointAt(0)!;
      return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
    });
}

/** Foreign text made into one line of sound characters: control characters and runs of white space become one space. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim();
}
