/**
 * Reading a ticket of lines `key=value`, and collecting what is wrong with it: each `take` looks at the entries of a key
 * and marks them as known, `end` tells of what nobody asked for.
 */
import { problem, type Problem } from '../../base/problem.ts';
import { escapeControl, nearest } from '../../base/text.ts';
import { BLANKS, type RobotLabel } from '../../model/robot-job.ts';
import { extensionOf, wrongPath } from './plain-text.ts';

export interface TicketGrammar {
  readonly robot: string;
  /** All keys that the robot knows. */
  readonly keys: readonly string[];
  /** Whether case matters and no space may stand around a key. */
  readonly strict: boolean;
  /** Begins a comment, where it has any. */
  readonly comment: string | null;
}

export interface Entry {
  readonly line: number;
  readonly value: string;
}

export interface TicketReader {
  readonly problems: Problem[];
  /** All entries of a key. */
  all(key: string): readonly Entry[];
  /** Its only entry; null where there is none, with a problem where there are several. */
  one(key: string): Entry | null;
  /** The value of its only entry, checked; `missing` where there is none, or a problem if that is undefined. */
  text(key: string, wrong?: (value: string) => string | null): string;
  /** A whole number from `least` to `most`. */
  number(key: string, least: number, most: number, missing: number): number;
  /** One of some words; `missing` where there is none. */
  word<T>(key: string, words: Readonly<Record<string, T>>, missing: T): T;
  fault(line: number | null, column: string | null, message: string, hint?: string): void;
}

/** Longer than any ticket that makes sense. */
const MOST_CHARACTERS = 1 << 20;

/** Takes a ticket apart. All that is wrong with its lines and keys is a problem. */
export function readTicket(text: string, grammar: TicketGrammar): TicketReader {
  const problems: Problem[] = [];
  const entries = new Map<string, Entry[]>();
  const fault: TicketReader['fault'] = (line, column, message, hint) =>
    void problems.push(problem('ticket-invalid', message, { line, column, hint: hint ?? null }));

  if (text.length > MOST_CHARACTERS) fault(null, null, 'it is no ticket: it is larger than 1 MB');
  else if (!/^[\t\r\n\x20-\x7e]*$/.test(text))
    fault(null, null, 'it has characters that are not plain ASCII', 'write names and paths in plain ASCII');
  else if (!text.endsWith('\n')) fault(null, null, 'its last line has no end', 'end every line with CR LF');
  const known = new Map(grammar.keys.map((key) => [grammar.strict ? key : key.toLowerCase(), key]));
  const lines = problems.length > 0 ? [] : text.split(/\r\n|\r|\n/);
  lines.forEach((row, i) => {
    if (row.trim() === '' || (grammar.comment !== null && row.startsWith(grammar.comment))) return;
    const at = row.indexOf('=');
    if (at === -1) return fault(i + 1, null, `"${shown(row)}" is no line "key=value"`);
    const written = row.slice(0, at);
    const key = known.get(grammar.strict ? written : written.trim().toLowerCase());
    const value = grammar.strict ? row.slice(at + 1) : row.slice(at + 1).trim();
    if (key !== undefined) entries.set(key, [...(entries.get(key) ?? []), { line: i + 1, value }]);
    else
      fault(i + 1, shown(written), `"${shown(written)}" is no key of ${grammar.robot}`, didYouMean(written, grammar));
  });

  const one = (key: string): Entry | null => {
    const [first, second] = entries.get(key) ?? [];
    if (second !== undefined) fault(second.line, key, `${key} is there twice`, 'leave one of them out');
    return first ?? null;
  };
  const valueOf = <T>(key: string, missing: T, parse: (value: string) => T | null, wanted: string): T => {
    const entry = one(key);
    if (entry === null) return missing;
    const value = parse(entry.value);
    if (value === null) fault(entry.line, key, `"${shown(entry.value)}" is no value of ${key}`, `write ${wanted}`);
    return value ?? missing;
  };
  return {
    problems,
    all: (key) => entries.get(key) ?? [],
    one,
    text: (key, wrong = () => null) => {
      const entry = one(key);
      if (entry === null) fault(null, key, `${key} is missing`, `add a line ${key}=...`);
      const reason = entry === null ? null : wrong(entry.value);
      if (reason !== null) fault(entry!.line, key, `${key} is wrong: ${reason}`);
      return entry?.value ?? '';
    },
    number: (key, least, most, missing) =>
      valueOf(
        key,
        missing,
        (value) => (/^\d{1,9}$/.test(value) && +value >= least && +value <= most ? +value : null),
        `a whole number from ${least} to ${most}`,
      ),
    word: (key, words, missing) =>
      valueOf(
        key,
        missing,
        (value) => (Object.hasOwn(words, value) ? words[value]! : null),
        Object.keys(words).join(' or '),
      ),
    fault,
  };
}

/** What is wrong with a text that may have `most` characters. */
export function tooLong(most: number): (value: string) => string | null {
  return (value) => (value.length > most ? `it is longer than ${most} characters` : null);
}

/** What is wrong with the id of a job: robots make the names of files of it. */
export function wrongJobId(most: number): (value: string) => string | null {
  return (value) =>
    /^[A-Za-z0-9_-]+$/.test(value) && value.length <= most
      ? null
      : `it is not 1 to ${most} letters, digits, hyphens and underscores`;
}

/** What is wrong with the path of a file of one of these kinds. */
export function wrongFile(...extensions: readonly string[]): (value: string) => string | null {
  return (path) =>
    wrongPath(path) ??
    (extensions.includes(extensionOf(path)) ? null : `it is no ${extensions.map((one) => `.${one}`).join(', ')}`);
}

/** The label that a key names; null where there is none. */
export function readLabel(
  reader: TicketReader,
  key: string,
  extensions: readonly string[],
): Pick<RobotLabel, 'path'> | null {
  if (reader.all(key).length === 0) return null;
  return { path: reader.text(key, wrongFile(...extensions)) };
}

/** Tells of files of tracks that are there twice, and of more tracks than a disc has. */
export function checkTracks(reader: TicketReader, key: string, tracks: readonly { readonly path: string }[]): void {
  if (tracks.length > MOST_TRACKS) reader.fault(null, key, `it has more than ${MOST_TRACKS} tracks`);
  const lines = reader.all(key);
  const seen = new Set<string>();
  tracks.forEach(({ path }, i) => {
    const folded = path.toLowerCase();
    if (seen.has(folded)) reader.fault(lines[i]!.line, key, `${path} is there twice`, 'leave one of them out');
    seen.add(folded);
  });
}

const MOST_TRACKS = 99;

/** The words for some blanks, turned round. */
export function blankWords<T extends string>(words: Readonly<Partial<Record<(typeof BLANKS)[number], T>>>) {
  return Object.fromEntries(
    BLANKS.flatMap((blank) => (words[blank] === undefined ? [] : [[words[blank], blank] as const])),
  ) as Readonly<Record<string, (typeof BLANKS)[number]>>;
}

function didYouMean(written: string, { keys }: TicketGrammar): string {
  const near = nearest(written, keys);
  return near === undefined ? 'leave it out' : `did you mean ${near}?`;
}

function shown(text: string): string {
  return escapeControl(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
