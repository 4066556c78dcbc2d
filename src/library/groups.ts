import type { CatalogueRow, CatalogueTrack } from './catalogues/catalogue.ts';
import { mergeRows, recordingKeysOf } from './catalogues/merge.ts';

/** Rows that are of one recording. */
export interface Group {
  readonly rows: CatalogueRow[];
  /** What they are known by; one may be there twice. */
  readonly keys: string[];
  /** The tracks that they are; one may be there twice. */
  readonly ids: string[];
}

export interface KnownTracks {
  idsOfKey(key: string): readonly string[];
  /** Tracks that a row is for other reasons than its keys. */
  idsOfRow(row: CatalogueRow): readonly string[];
}

/** Groups rows that share a key, or a track that one of them is; in the order in which their first keys lie side by side. */
export function groupRows(rows: readonly CatalogueRow[], known: KnownTracks): Iterable<Group> {
  const groups = new Map<string, Group>();
  const join = (group: Group, names: readonly string[]): void => {
    let joined = group;
    for (const name of names) {
      const other = groups.get(name);
      if (other === undefined) groups.set(name, joined);
      else if (other !== joined) joined = unite(joined, other, groups);
    }
  };
  for (const row of rows) {
    const keys = recordingKeysOf(row);
    const ids = known.idsOfRow(row);
    join({ rows: [row], keys: [...keys], ids: [...ids] }, ids.length === 0 ? keys : [...keys, ...ids.map(nameOfId)]);
  }
  const names = [...groups.keys()].sort();
  for (const key of names) {
    const ids = key.startsWith(ID) ? [] : known.idsOfKey(key);
    if (ids.length === 0) continue;
    const group = groups.get(key)!;
    group.ids.push(...ids);
    join(group, ids.map(nameOfId));
  }
  return new Set(names.map((name) => groups.get(name)!));
}

const ID = '#';

function nameOfId(id: string): string {
  return ID + id;
}

/** Puts the smaller group into the larger one, and tells everybody. */
function unite(a: Group, b: Group, groups: Map<string, Group>): Group {
  const [from, into] = a.rows.length < b.rows.length ? [a, b] : [b, a];
  for (const row of from.rows) into.rows.push(row);
  for (const key of from.keys) groups.set(key, into);
  for (const id of from.ids) groups.set(nameOfId(id), into);
  const fresh = (known: readonly string[]) => (name: string) => !known.includes(name);
  into.keys.push(...from.keys.filter(fresh(into.keys)));
  into.ids.push(...from.ids.filter(fresh(into.ids)));
  return into;
}

/** What all rows of a group say together. */
export function toldBy({ rows }: Group): CatalogueTrack {
  return (rows as readonly CatalogueTrack[]).reduce(mergeRows);
}
