/** Sections of a status file in the manner of INI files, by their names. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Takes a status file apart. Lines that make no sense are left out: a robot may be writing it at this moment. */
export function parseSections(text: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const name = /^\s*\[([^\]]+)\]\s*$/.exec(line)?.[1]!.trim();
    const at = line.indexOf('=');
    if (name !== undefined) {
      section = sections.get(name) ?? new Map<string, string>();
      sections.set(name, section);
    } else if (at > 0) section.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  return sections;
}

/** A count of discs; null where it is none, as -1 is for "unknown". */
export function countOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
