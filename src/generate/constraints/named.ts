import { fold } from '../../base/text.ts';
import { indexOfId, type TrackTable } from '../../model/track-table.ts';

/**
 * The test whether a track is one of those that `names` tell: by title or `Artist - Title` in any spelling that folds to
 * the same, by its path from the library's folder, or by its id.
 */
export function isNamedBy(names: readonly string[], table: TrackTable): (index: number) => boolean {
  const exact = new Set(names.flatMap((name) => [indexOfId(table, name), table.indexOfPath(name)]));
  const titles = new Set(names.map(fold));
  const pairs = new Set(names.flatMap(asPairs));
  const pairedTitles = new Set([...pairs].map((pair) => pair.slice(pair.indexOf('\n') + 1)));
  const { artist } = table;
  return (index) => {
    if (exact.has(index)) return true;
    const title = fold(table.titles.at(index)!);
    if (titles.has(title)) return true;
    return pairedTitles.has(title) && pairs.has(`${fold(artist.values.at(artist.at[index]!)!)}\n${title}`);
  };
}

/** Each way to take a name for artist and title: either may hold a dash itself. */
function asPairs(name: string): string[] {
  const parts = name.split(' - ');
  return parts
    .slice(1)
    .map((_, i) => `${fold(parts.slice(0, i + 1).join(' - '))}\n${fold(parts.slice(i + 1).join(' - '))}`);
}
