import { toAscii } from '../../base/ascii.ts';
import { MERGE_FIELDS, type MergeFields } from '../../model/robot-job.ts';

/** Longest text that PTBurn takes; the others name no limit. */
export const MOST_TEXT = 100;

/**
 * Foreign text as it may stand in a ticket: one line of printable ASCII, which every code page of Windows has, without
 * quotes and within `most` characters.
 */
export function plainText(text: string, most: number = MOST_TEXT): string {
  return toAscii(text).replaceAll('"', "'").slice(0, most).trim();
}

export function plainFields(fields: MergeFields): MergeFields {
  return Object.fromEntries(MERGE_FIELDS.map((name) => [name, plainText(fields[name])])) as MergeFields;
}

/** The fields from texts in their order. */
export function fieldsOf(texts: readonly string[]): MergeFields {
  return Object.fromEntries(MERGE_FIELDS.map((name, i) => [name, texts[i] ?? ''])) as MergeFields;
}

/** Longest path that Windows programs take. */
const MOST_PATH = 259;

/** What is wrong with a path in a ticket, or null. Commas and angle brackets have meanings of their own there. */
export function wrongPath(path: string): string | null {
  if (path === '') return 'it is empty';
  if (path.length > MOST_PATH) return `it is longer than ${MOST_PATH} characters`;
  if (path !== path.trim()) return 'it begins or ends with a space';
  return /^[\x20-\x7e]+$/.test(path) && !/["<>|*?,]/.test(path)
    ? null
    : 'it has characters that tickets can not hold: plain ASCII without " < > | * ? and commas';
}

/** Lower case, without the dot; empty where there is none. */
export function extensionOf(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1]!.toLowerCase() ?? '';
}
