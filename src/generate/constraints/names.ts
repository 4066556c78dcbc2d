import { compareText, fold, nearest } from '../../base/text.ts';
import type { Track } from '../../model/track.ts';
import type { Constraint, Shortage } from './constraint.ts';

/**
 * A rule by names: a track passes if one of its names is, folded, one of the wanted ones. `field` is the field of the
 * brief, `namesOf` what a track offers.
 */
export function namesConstraint(
  field: 'genre' | 'style' | 'artist',
  namesOf: (track: Track) => readonly string[],
): Constraint {
  return {
    id: field,
    accepts: (brief) => {
      if (brief[field].length === 0) return null;
      const wanted = new Set(brief[field].map(fold));
      return (track) => namesOf(track).some((name) => wanted.has(fold(name)));
    },
    explainNone: (brief, library) => explainNone(field, brief[field], library, namesOf),
  };
}

function explainNone(
  field: string,
  wanted: readonly string[],
  library: readonly Track[],
  namesOf: (track: Track) => readonly string[],
): Shortage {
  const counts = new Map<string, number>();
  for (const track of library) for (const name of namesOf(track)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const folded = new Set([...counts.keys()].map(fold));
  const unknown = wanted.filter((name) => !folded.has(fold(name)));
  const asked = wanted.map((name) => JSON.stringify(name)).join(' or ');
  if (unknown.length < wanted.length)
    return {
      message: `no track that fits the other rules has the ${field} ${asked}`,
      hint: `leave the ${field} out, or ask for another`,
    };
  const near = nearest(unknown[0]!, [...counts.keys()].sort(compareText));
  const most = [...counts]
    .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
    .slice(0, 5)
    .map(([name, count]) => `${name} (${count})`);
  const some = most.length > 0 ? `the library has ${most.join(', ')}` : `no track of the library names a ${field}`;
  return { message: `no track has the ${field} ${asked}`, hint: near ? `did you mean ${near}?` : some };
}
