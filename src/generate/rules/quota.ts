import { fold } from '../../base/text.ts';
import type { ListTrack, QuotaGroup } from '../../model/list-rule.ts';

/** Whether a track counts for a quota. */
export function isInGroup(group: QuotaGroup): (track: Pick<ListTrack, 'artists' | 'filedUnder' | 'year'>) => boolean {
  switch (group.by) {
    case 'genre': {
      const name = fold(group.name);
      return ({ filedUnder }) => filedUnder.includes(name);
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
