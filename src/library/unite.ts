/** What belongs together, by which names. */
export interface United<T> {
  readonly items: readonly T[];
  /** Each once. */
  readonly names: readonly string[];
}

/** Puts together items that share a name, or that share one with what does, in the order in which names come first. */
export function unite<T>(items: Iterable<T>, namesOf: (item: T) => readonly string[]): Iterable<United<T>> {
  const found = new Map<string, OpenUnited<T>>();
  for (const item of items) {
    const names = namesOf(item);
    let united: OpenUnited<T> | undefined;
    for (const name of names) {
      const other = found.get(name);
      if (other !== undefined && other !== united) united = united === undefined ? other : join(united, other, found);
    }
    united ??= { items: [], names: [] };
    united.items.push(item);
    for (const name of names) if (found.get(name) !== united) enter(name, united, found);
  }
  return new Set(found.values());
}

interface OpenUnited<T> {
  readonly items: T[];
  readonly names: string[];
}

function enter<T>(name: string, united: OpenUnited<T>, found: Map<string, OpenUnited<T>>): void {
  found.set(name, united);
  united.names.push(name);
}

/** The smaller one goes into the larger one, so that no name moves often. */
function join<T>(a: OpenUnited<T>, b: OpenUnited<T>, found: Map<string, OpenUnited<T>>): OpenUnited<T> {
  const [from, into] = sizeOf(a) < sizeOf(b) ? [a, b] : [b, a];
  for (const item of from.items) into.items.push(item);
  for (const name of from.names) enter(name, into, found);
  return into;
}

function sizeOf({ items, names }: United<unknown>): number {
  return items.length + names.length;
}
