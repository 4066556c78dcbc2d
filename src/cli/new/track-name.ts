import { fold } from '../../base/text.ts';
import { isNamedBy } from '../../generate/constraints/named.ts';
import { indexOfId, type TrackTable } from '../../model/track-table.ts';
import { isPlainName } from './plain-name.ts';

/**
 * Makes the names by which the columns include and exclude know tracks: `Artist - Title`, or the title where nobody is
 * named, as far as it means that track alone and can stand in a cell; else the id.
 */
export function trackNamer(table: TrackTable): (index: number) => string {
  let byTitle: Map<string, number[]> | undefined;
  const titled = (title: string): readonly number[] => (byTitle ??= indexTitles(table)).get(fold(title)) ?? [];
  /** All tracks that a name might mean: of those with one of its ends for a title, and that with it for id or path. */
  const meant = (name: string): number[] => {
    const parts = name.split(' - ');
    const ends = parts.flatMap((_, i) => titled(parts.slice(i).join(' - ')));
    return [...ends, indexOfId(table, name), table.indexOfPath(name)].filter((index) => index !== null);
  };
  return (index) => {
    const artist = table.artist.values.at(table.artist.at[index]!)!;
    const name = [artist, table.titles.at(index)!].filter((part) => part !== '').join(' - ');
    const isNamed = isNamedBy([name], table);
    const isOnly = isNamed(index) && meant(name).every((other) => other === index || !isNamed(other));
    return isPlainName(name) && isOnly ? name : table.ids.at(index)!;
  };
}

function indexTitles({ titles }: TrackTable): Map<string, number[]> {
  const byTitle = new Map<string, number[]>();
  let index = 0;
  for (const title of titles) {
    const key = fold(title);
    const same = byTitle.get(key);
    if (same) same.push(index);
    else byTitle.set(key, [index]);
    index++;
  }
  return byTitle;
}
