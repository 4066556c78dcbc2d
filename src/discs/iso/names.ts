/**
 * The names of one folder as each tree of an image has them. Foreign names go in, in any order; out come names that the
 * tree's standard takes, no two alike, and the same ones whenever the same names go in.
 */
import { toAscii } from '../../base/ascii.ts';
import { compareText } from '../../base/text.ts';

/** What names of a tree may be. */
export interface NameRule {
  /** Makes every character one that is allowed; the dot before an extension is not part of what it gets. */
  clean(text: string): string;
  /** Whether the name of a file ends with a dot where it has no extension. */
  readonly needsDot: boolean;
  /** Most units of `sizeOf`, the dot counted. */
  readonly most: number;
  sizeOf(text: string): number;
  /** Names of one key can't be told apart. */
  keyOf(name: string): string;
}

/** Level 2 and 3: capital letters, digits and `_`, 30 beside the dot (ECMA-119 7.4.1, 7.5.1). */
export const isoRule: NameRule = {
  clean: (text) =>
    toAscii(text)
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .replace(/_$/, ''),
  needsDot: true,
  most: 31,
  sizeOf: (text) => text.length,
  keyOf: (name) => name,
};

/** Joliet: 64 characters of UCS-2 but for a few; in letters of any size, for Windows takes large and small as one. */
export const jolietRule: NameRule = {
  clean: (text) =>
    text
      .toWellFormed()
      .replace(/[\u{10000}-\u{10ffff}]/gu, '_')
      .replace(/[\u0000-\u001f*/:;?\\]/g, '_'),
  needsDot: false,
  most: 64,
  sizeOf: (text) => text.length,
  keyOf: (name) => name.toLowerCase(),
};

/** Rock Ridge: anything but `/` and NUL, 255 bytes of UTF-8 as Linux takes them. */
export const rockRidgeRule: NameRule = {
  clean: (text) => text.toWellFormed().replace(/[/\0]/g, '_'),
  needsDot: false,
  most: 255,
  sizeOf: (text) => Buffer.byteLength(text),
  keyOf: (name) => name,
};

/** Longest extension that is kept whole. */
const MAX_EXTENSION = 8;

/** The names that stand for `names`, one for each, in their order. Names of folders have no extension. */
export function fitNames(
  names: readonly { readonly name: string; readonly isFolder: boolean }[],
  rule: NameRule,
): string[] {
  const fitted = names.map(() => '');
  const taken = new Set<string>();
  const last = new Map<string, number>();
  const order = names.map((_, i) => i).sort((a, b) => compareText(names[a]!.name, names[b]!.name));
  for (const index of order) {
    const { name, isFolder } = names[index]!;
    const [stem, extension] = splitName(name, isFolder, rule);
    const whole = fit(stem, '', extension, rule);
    let number = last.get(rule.keyOf(whole)) ?? 1;
    let candidate = number === 1 ? whole : fit(stem, `_${number}`, extension, rule);
    while (taken.has(rule.keyOf(candidate))) candidate = fit(stem, `_${++number}`, extension, rule);
    last.set(rule.keyOf(whole), number);
    taken.add(rule.keyOf(candidate));
    fitted[index] = candidate;
  }
  return fitted;
}

function splitName(name: string, isFolder: boolean, rule: NameRule): [stem: string, extension: string] {
  const dot = isFolder ? -1 : name.lastIndexOf('.');
  const extension = dot < 1 ? '' : rule.clean(name.slice(dot + 1));
  if (extension === '' || rule.sizeOf(extension) > MAX_EXTENSION)
    return [rule.clean(name), rule.needsDot && !isFolder ? '.' : ''];
  return [rule.clean(name.slice(0, dot)), `.${extension}`];
}

/** Never empty, and no name that means a folder or its parent. */
function fit(stem: string, suffix: string, extension: string, rule: NameRule): string {
  const room = rule.most - rule.sizeOf(suffix + extension);
  const cut = cutTo(stem, room, rule).replace(/^\.+$/, '');
  return `${cut === '' ? '_' : cut}${suffix}${extension}`;
}

/** The longest beginning of a text that takes no more room; no character is cut in two. */
function cutTo(text: string, room: number, { sizeOf }: NameRule): string {
  if (sizeOf(text) <= room) return text;
  let size = 0;
  let end = 0;
  for (const character of text) {
    size += sizeOf(character);
    if (size > room) break;
    end += character.length;
  }
  return text.slice(0, end);
}
