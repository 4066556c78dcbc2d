import { isNamedBy } from '../../generate/constraints/named.ts';
import type { TrackTable } from '../../model/track-table.ts';
import { isPlainName } from './plain-name.ts';

/**
 * What the columns include and exclude call a track: `Artist - Title`, or the title where nobody is named, as far as it
 * means this track alone and can stand in a cell; else its id.
 */
export function trackName(table: TrackTable, index: number): string {
  const artist = table.artist.values[table.artist.at[index]!]!;
  const name = [artist, table.titles[index]!].filter((part) => part !== '').join(' - ');
  return isPlainName(name) && isOnly(name, table, index) ? name : table.ids[index]!;
}

function isOnly(name: string, table: TrackTable, index: number): boolean {
  const isNamed = isNamedBy([name], table);
  for (let other = 0; other < table.count; other++) if (isNamed(other) !== (other === index)) return false;
  return true;
}
