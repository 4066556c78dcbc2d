import { oneLine } from '../../base/text.ts';

/** `Artist - Title`, as formats show it that have one field for both. */
export function formatLabel({ artist, title }: Names): string {
  return [artist, title]
    .map(oneLine)
    .filter((name) => name !== '')
    .join(' - ');
}

interface Names {
  readonly artist: string;
  readonly title: string;
}

/** The names in a label; all of it is the title where it names no artist. */
export function parseLabel(label: string): Names {
  const [first, ...rest] = oneLine(label).split(' - ');
  return rest.length === 0 ? { artist: '', title: first! } : { artist: first!, title: rest.join(' - ') };
}
