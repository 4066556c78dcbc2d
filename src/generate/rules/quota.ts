import { fold } from '../../base/text.ts';
import { matchesGenre } from '../../model/genres/matches-genre.ts';
import type { ListTrack, QuotaGroup } from '../../model/list-rule.ts';
import type { GenreNames } from '../../model/track-table.ts';

/** Whether a track counts for a quota; a genre counts what asking for it would find. */
export function isInGroup(group: QuotaGroup): (track: Pick<ListTrack, 'artists' | 'filedUnder' | 'year'>) => boolean {
  switch (group.by) {
    case 'genre': {
      const matches = matchesGenre([group.name]);
      // Many tracks share what they are filed under.
      const known = new Map<GenreNames, boolean>();
      return ({ filedUnder }) => {
        const is = known.get(filedUnder) ?? matches(filedUnder);
        known.set(filedUnder, is);
        return is;
      };
    }
    case 'artist': {
      const name = fold(group.name);
      return ({ artists }) => artists.includes(name);
    }
    case 'decade':
      return ({ year }) => year !== null && year >= group.from && year < group.from + 10;
  }
}

/** Which part of a list's playing time a group has, in whole percent. */
export function percentOf(group: QuotaGroup, list: readonly ListTrack[]): number {
  const counts = isInGroup(group);
  let [part, whole] = [0, 0];
  for (const track of list) {
    whole += track.frames;
    if (counts(track)) part += track.frames;
  }
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}
