import type { CatalogueRow, CatalogueTrack } from './catalogues/catalogue.ts';
import { mergeRows, recordingKeysOf } from './catalogues/merge.ts';

/** Rows that are of one recording, by their keys and by the tracks that they are. */
export interface Group {
  readonly rows: CatalogueRow[];
  readonly keys: Set<string>;
  readonly ids: Set<string>;
}

export interface KnownTracks {
  idsOfKey(key: string): readonly string[];
  /** Tracks that a row is for other reasons than its keys. */
  idsOfRow(row: CatalogueRow): readonly string[];
}

/** Groups rows that share a key, or a track that one of them is. */
export function groupRows(rows: readonly CatalogueRow[], known: KnownTracks): Iterable<Group> {
  const groups = new Map<string, Group>();
  const join = (group: Group, names: Iterable<string>): Group => {
    let joined = group;
    for (const name of names) {
      const other = groups.get(name);
      if (other === undefined) groups.set(name, joined);
      else if (other !== joined) joined = unite(joined, other, groups);
    }
    return joined;
  };
  for (const row of rows) {
    const keys = recordingKeysOf(row);
    const ids = known.idsOfRow(row);
    join({ rows: [row], keys: new Set(keys), ids: new Set(ids) }, [...keys, ...ids.map(nameOfId)]);
  }
  // In their order keys lie side by side in the database.
  const keys = [...groups.keys()].filter((key) => !key.startsWith(ID)).sort();
  for (const key of keys) {
    const ids = known.idsOfKey(key);
    if (ids.length === 0) continue;
    const group = groups.get(key)!;
    for (const id of ids) group.ids.add(id);
    join(group, ids.map(nameOfId));
  }
  return new Set(groups.values());
}

const ID = '#';

function nameOfId(id: string): string {
  return ID + id;
}

/** Puts the smaller group into the larger one, and tells everybody. */
function unite(a: Group, b: Group, groups: Map<string, Group>): Group {
  const [from, into] = a.rows.length < b.rows.length ? [a, b] : [b, a];
  for (const row of from.rows) into.rows.push(row);
  for (const key of from.keys) groups.set(key, into.keys.add(key) && into);
  for (const id of from.ids) groups.set(nameOfId(id), into.ids.add(id) && into);
  return into;
}

/** What all rows of a group say together. */
export function toldBy({ rows }: Group): CatalogueTrack {
  return (rows as readonly CatalogueTrack[]).reduce(mergeRows);
}
