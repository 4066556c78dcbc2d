import { fold } from '../base/text.ts';

/** Words that bring in a guest. */
const GUEST = /\s*[([]?\s*\b(?:feat|ft|featuring)\b\.?\s+/iu;
/** What joins names of equal rank. A bare comma, `and` and `with` are left alone: too many names of acts hold them. */
const JOINT = /\s*;\s*|\s+[&+/]\s+|\s+(?:x|vs\.?|versus)\s+/iu;

/**
 * The folded names of everybody whom an artist tag credits: `A feat. B & C` credits A, B, C and the pair of the two.
 * An act with a joint in its name (`Simon & Garfunkel`) counts as itself and as each of its parts, which separates more
 * than it must but never too little. Nobody for an empty tag.
 */
export function creditsOf(artist: string): readonly string[] {
  const sides = artist.split(GUEST).map((side) => side.replace(/[)\]]\s*$/, ''));
  const names = sides.flatMap((side) => [side, ...side.split(JOINT)]).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== '').map(fold))];
}
