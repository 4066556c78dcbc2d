import { oneLine } from '../base/text.ts';

/** The names that a file goes by. */
export interface Names {
  readonly title: string;
  /** Empty where nobody is named. */
  readonly artist: string;
}

/** `01 - `, `1. `, `01_`, `01 `, and with the disc's number `1-01 `; but not the numbers of `99 Luftballons` and `24-7`. */
const TRACK_NUMBER = /^(?:\d-)?(?:\d{1,3}\s*[-._)\]]+\s*|0\d\s+)(?=\D)|^\d-\d{2}\s+(?=\D)/;

/** Fills what the tags leave out from the name of the file: `01 - Artist - Title.mp3`. */
export function completeNames({ title, artist }: Names, relativePath: string): Names {
  if (title !== '') return { title, artist };
  const name = baseName(relativePath);
  const rest = name.replace(TRACK_NUMBER, '') || name;
  const dash = rest.indexOf(' - ');
  if (artist !== '') return { title: rest.startsWith(`${artist} - `) ? rest.slice(artist.length + 3) : rest, artist };
  if (dash <= 0) return { title: rest, artist };
  const [first, second] = [rest.slice(0, dash).trim(), rest.slice(dash + 3).trim()];
  return first === '' || second === '' ? { title: rest, artist } : { title: second, artist: first };
}

function baseName(relativePath: string): string {
  const file = relativePath.slice(relativePath.lastIndexOf('/') + 1);
  const name = oneLine(file.slice(0, file.lastIndexOf('.')));
  const spaced = name.includes(' ') ? name : name.replaceAll('_', ' ').trim();
  return spaced || oneLine(file);
}
