import { fold } from '../../base/text.ts';
import type { Track } from '../../model/track.ts';

/**
 * The test whether a track is one of those that `names` tell: by title or `Artist - Title` in any spelling that folds to
 * the same, by its path from the library's folder, or by its id.
 */
export function isNamedBy(names: readonly string[]): (track: Track) => boolean {
  const exact = new Set(names);
  const titles = new Set(names.map(fold));
  const pairs = new Set(names.flatMap(asPairs));
  const pairedTitles = new Set([...pairs].map((pair) => pair.slice(pair.indexOf('\n') + 1)));
  return (track) => {
    if (exact.has(track.id) || exact.has(track.relativePath)) return true;
    const title = fold(track.title);
    return titles.has(title) || (pairedTitles.has(title) && pairs.has(`${fold(track.artist)}\n${title}`));
  };
}

/** Each way to take a name for artist and title: either may hold a dash itself. */
function asPairs(name: string): string[] {
  const parts = name.split(' - ');
  return parts
    .slice(1)
    .map((_, i) => `${fold(parts.slice(0, i + 1).join(' - '))}\n${fold(parts.slice(i + 1).join(' - '))}`);
}
