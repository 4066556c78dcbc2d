import { fold } from '../base/text.ts';

/** Words that bring in a guest. */
const GUEST = /\s*[([]?\s*\b(?:feat|ft|featuring)\b\.?\s+/iu;
/** What joins names of equal rank. A bare comma, `and` and `with` are left alone: too many names of acts hold them. */
const JOINT = /\s*;\s*|\s+[&+/]\s+|\s+(?:x|vs\.?|versus)\s+/iu;

/** What every tag has that names more than one: a joint, or a word that is a joint or brings in a guest. */
const MAY_NAME_SEVERAL = /[;&+/]|\b(?:f(?:ea)?t|x|v)/iu;

/** Names that stand for many and so for nobody. */
const NOBODY: ReadonlySet<string> = new Set(['variousartists', 'various', 'va']);

/**
 * The folded names of everybody whom an artist tag credits: `A feat. B & C` credits A, B, C and the pair of the two.
 * An act with a joint in its name (`Simon & Garfunkel`) counts as itself and as each of its parts, which separates more
 * than it must but never too little. Nobody for an empty tag and for `Various Artists`.
 */
export function creditsOf(artist: string): readonly string[] {
  if (artist === '') return [];
  // Most tags name one artist, and a library has many tags.
  if (!MAY_NAME_SEVERAL.test(artist)) {
    const name = withoutBracket(artist).trim();
    const folded = fold(name);
    return name === '' || NOBODY.has(folded) ? [] : [folded];
  }
  const sides = artist.split(GUEST).map(withoutBracket);
  const names = sides.flatMap((side) => [side, ...side.split(JOINT)]).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== '').map(fold))].filter((name) => !NOBODY.has(name));
}

function withoutBracket(side: string): string {
  return side.replace(/[)\]]\s*$/, '');
}
