import { compareText, editDistance, fold, nearest } from '../../base/text.ts';
import { KNOWN_NAMES, senseOf, type Sense } from './vocabulary.ts';

const MOST = 3;

/**
 * The names most like a wanted one among those that the library has, at most three, the best first: other spellings, slips
 * of the pen, kinds of it, names that share a word and a genre, the genre of a style, names that share a word, other styles of
 * that genre, and whatever else is spelled nearly so. Of equals, those with more tracks. None where none is near.
 *
 * @param counts how many tracks have a name
 */
export function nearestNames(wanted: string, counts: ReadonlyMap<string, number>): string[] {
  const rank = rankBy(wanted);
  return [...counts]
    .map(([name, tracks]) => ({ name, tracks, rank: rank(name) }))
    .filter((choice) => choice.rank < Infinity)
    .sort((a, b) => a.rank - b.rank || b.tracks - a.tracks || compareText(a.name, b.name))
    .slice(0, MOST)
    .map(({ name }) => name);
}

function rankBy(wanted: string): (name: string) => number {
  const asked = fold(wanted).slice(0, 64);
  const meant = meaningOf(wanted);
  const slips = senseOf(wanted).known ? 0 : Math.max(1, Math.floor(asked.length / 4));
  const words = wordsOf(meant.name);
  return (name) => {
    const sense = senseOf(name);
    if (sense.id === meant.id) return 0;
    const distance = editDistance(asked, fold(name).slice(0, 64));
    if (distance <= slips) return 1;
    const shared = sense.homes.some((home) => meant.homes.includes(home));
    if (shared && (meant.kinds.includes(sense.id) || sense.kinds.includes(meant.id))) return 2;
    const sharesWord = wordsOf(sense.name).some((word) => words.includes(word));
    if (shared && sharesWord) return 3;
    if (shared && sense.genre !== null) return 4;
    if (sharesWord) return 5;
    if (shared) return 6;
    return distance <= asked.length * 0.4 ? 6 + distance : Infinity;
  };
}

/** The sense of a name, or of the known name of which it is a slip. */
function meaningOf(name: string): Sense {
  const sense = senseOf(name);
  if (sense.known || sense.kinds.length > 0) return sense;
  return senseOf(nearest(name, KNOWN_NAMES) ?? name);
}

function wordsOf(name: string): string[] {
  return name.split(/[^\p{L}\p{N}]+/u).flatMap((word) => (word === '' ? [] : fold(word)));
}
