import type { CatalogueRow, CatalogueTrack } from './catalogues/catalogue.ts';
import { mergeRows, recordingKeysOf } from './catalogues/merge.ts';

/** Rows that are of one recording. */
export interface Group {
  readonly rows: CatalogueRow[];
  /** What they are known by. */
  readonly keys: string[];
  /** The tracks that they are. */
  readonly ids: string[];
}

export interface KnownTracks {
  idsOfKey(key: string): readonly string[];
  /** Tracks that a row is for other reasons than its keys. */
  idsOfRow(row: CatalogueRow): readonly string[];
}

/** Groups rows that share a key, or a track that one of them is. */
export function groupRows(rows: readonly CatalogueRow[], known: KnownTracks): Iterable<Group> {
  const groups = new Map<string, Group>();
  const join = (group: Group, keys: readonly string[], ids: readonly string[]): void => {
    let joined = group;
    const names = ids.length === 0 ? keys : [...keys, ...ids.map(nameOfId)];
    for (const name of names) {
      const other = groups.get(name);
      if (other !== undefined && other !== joined) joined = unite(joined, other, groups);
    }
    for (const name of names) groups.set(name, joined);
    add(joined.keys, keys);
    add(joined.ids, ids);
  };
  for (const row of rows) {
    const [keys, ids] = [recordingKeysOf(row), known.idsOfRow(row)];
    const [key] = keys;
    if (key === undefined || keys.length > 1 || ids.length > 0) join({ rows: [row], keys: [], ids: [] }, keys, ids);
    else {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { rows: [row], keys: [key], ids: [] });
      else group.rows.push(row);
    }
  }
  for (const key of [...groups.keys()]) {
    const ids = key.startsWith(ID) ? [] : known.idsOfKey(key);
    if (ids.length > 0) join(groups.get(key)!, [], ids);
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
  for (const key of from.keys) groups.set(key, into);
  for (const id of from.ids) groups.set(nameOfId(id), into);
  add(into.keys, from.keys);
  add(into.ids, from.ids);
  return into;
}

/** Lists are short here: a set would take longer. */
function add(to: string[], names: readonly string[]): void {
  for (const name of names) if (!to.includes(name)) to.push(name);
}

/** What all rows of a group say together. */
export function toldBy({ rows }: Group): CatalogueTrack {
  return (rows as readonly CatalogueTrack[]).reduce(mergeRows);
}
