/**
 * Smart playlists of Navidrome (`.nsp`, JSON with comments) become rules, an order and a limit. What mixpress can't do is
 * told as a problem at its place and never left out of the rule silently: then there is no rule.
 */
import { fieldHint, findField, type FieldId } from './fields.ts';
import { operatorOf, toNspCondition } from './nsp-condition.ts';
import { all, any, MAX_QUERY_DEPTH, type Query } from './query.ts';
import { showText } from './show-text.ts';

/** One thing in a smart playlist that is wrong, or that mixpress does not know. */
export interface NspProblem {
  /** JSON path of the place: `$.all[0].is.playCount`. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

export interface NspSort {
  readonly field: FieldId | 'random';
  readonly isDescending: boolean;
}

export interface SmartPlaylist {
  readonly name: string | null;
  /** Null where any part of the rules is not understood. */
  readonly query: Query | null;
  /** The first one counts most; what mixpress can't sort by is left out, with a problem. */
  readonly sort: readonly NspSort[];
  /** How many tracks at most; null: all. */
  readonly limit: number | null;
  /** The same in percent of those that fit, 1 to 100. */
  readonly limitPercent: number | null;
  readonly problems: readonly NspProblem[];
}

type Tell = (path: string, message: string, hint: string) => null;

/** The longest text of a smart playlist, in UTF-16 code units. */
const MAX_NSP_LENGTH = 1_000_000;
/** In lower case; those of the second line say nothing about the tracks. */
const KEYS = new Set([
  ...['all', 'any', 'sort', 'order', 'limit', 'limitpercent'],
  ...['name', 'comment', 'public', 'refreshdelay', '$schema'],
]);

/** Reads the JSON text of a smart playlist; never throws. Operators and fields are read without regard to case. */
export function readSmartPlaylist(text: string): SmartPlaylist {
  const problems: NspProblem[] = [];
  const tell: Tell = (path, message, hint) => {
    problems.push({ path, message, hint });
    return null;
  };
  const json = parseJson(text);
  const root = isRecord(json) ? lowerKeys(json) : new Map<string, unknown>();
  for (const key of Object.keys(isRecord(json) ? json : {}))
    if (!KEYS.has(key.toLowerCase())) tell(`$.${key}`, `mixpress does not know ${showText(key)}`, 'leave it out');
  const name = root.get('name');
  return {
    name: typeof name === 'string' && name.trim() !== '' ? name.trim() : null,
    query: isRecord(json)
      ? readRules(root, tell)
      : tell('$', 'this is not a JSON object', 'write {"all": [{"is": {"genre": "Jazz"}}]}'),
    sort: readSort(root, tell),
    limit: readWhole(root, 'limit', Number.MAX_SAFE_INTEGER, tell),
    limitPercent: readWhole(root, 'limitPercent', 100, tell),
    problems,
  };
}

/** What a JSON text with comments tells; undefined where it is none. */
function parseJson(text: string): unknown {
  if (text.length > MAX_NSP_LENGTH) return undefined;
  // Strings and comments are each taken to the end where they are never closed, so no text is looked at twice.
  const withoutComments = text
    .replace(/^\uFEFF/, '')
    .replace(/"(?:[^"\\]|\\[\s\S])*"?|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/g, (part) =>
      part.startsWith('"') ? part : ' ',
    );
  try {
    return JSON.parse(withoutComments) as unknown;
  } catch {
    return undefined;
  }
}

function readRules(root: ReadonlyMap<string, unknown>, tell: Tell): Query | null {
  const kinds = (['all', 'any'] as const).filter((kind) => root.has(kind));
  const [kind] = kinds;
  if (kinds.length === 2) return tell('$', '"all" and "any" stand side by side', 'put one of them into the other');
  if (kind !== undefined) return readGroup(kind, root.get(kind), `$.${kind}`, 0, tell);
  return tell('$', 'there are no conditions', 'write {"all": [{"is": {"genre": "Jazz"}}]}');
}

function readGroup(kind: 'all' | 'any', value: unknown, path: string, depth: number, tell: Tell): Query | null {
  if (!Array.isArray(value) || value.length === 0)
    return tell(path, `${showText(kind)} is not a list of conditions`, 'write [{"is": {"genre": "Jazz"}}]');
  if (depth > MAX_QUERY_DEPTH)
    return tell(path, `more than ${MAX_QUERY_DEPTH} groups stand in each other`, 'use fewer');
  const members = value.flatMap((item: unknown, i) => readItem(item, `${path}[${i}]`, depth, tell));
  const sound = members.filter((member) => member !== null);
  if (sound.length < members.length) return null;
  return kind === 'all' ? all(sound) : any(sound);
}

/** The conditions of one item: one for each of its operators and fields; null for those that are not understood. */
function readItem(item: unknown, path: string, depth: number, tell: Tell): readonly (Query | null)[] {
  if (!isRecord(item) || Object.keys(item).length === 0)
    return [tell(path, 'this is not a condition', 'write {"is": {"genre": "Jazz"}}')];
  return Object.entries(item).flatMap(([name, value]) => {
    const place = `${path}.${name}`;
    const word = name.toLowerCase();
    if (word === 'all' || word === 'any') return [readGroup(word, value, place, depth + 1, tell)];
    const operator = operatorOf(name);
    if (operator === undefined)
      return [
        tell(
          place,
          `mixpress does not know the operator ${showText(name)}`,
          'write is, contains, inTheRange, gt or lt',
        ),
      ];
    if (!isRecord(value) || Object.keys(value).length === 0)
      return [tell(place, `${showText(name)} has no field`, `write {"${operator}": {"genre": "Jazz"}}`)];
    return Object.entries(value).map(([fieldName, operand]) => {
      const at = `${place}.${fieldName}`;
      if (operator === 'inPlaylist' || operator === 'notInPlaylist')
        return tell(at, 'mixpress does not know the playlists of Navidrome', 'leave the condition out');
      const field = findField(fieldName);
      if (field === undefined)
        return tell(at, `mixpress does not know the field ${showText(fieldName)}`, fieldHint(fieldName));
      const condition = toNspCondition(field, operator, operand);
      return 'wrong' in condition ? tell(at, condition.wrong, condition.hint) : condition.query;
    });
  });
}

function readSort(root: ReadonlyMap<string, unknown>, tell: Tell): readonly NspSort[] {
  const sort = root.get('sort') ?? '';
  const order = root.get('order') ?? '';
  const isTurned = typeof order === 'string' && order.toLowerCase() === 'desc';
  if (typeof order !== 'string' || !/^(?:asc|desc)?$/i.test(order))
    tell('$.order', '"order" is neither asc nor desc', 'write asc or desc');
  if (typeof sort !== 'string') {
    tell('$.sort', '"sort" is not text', 'write the names of fields with commas between them');
    return [];
  }
  const names = sort.split(',').map((name) => name.trim());
  return names
    .filter((name) => name !== '')
    .flatMap((name) => {
      const bare = name.replace(/^[+-]\s*/, '');
      const field = bare.toLowerCase() === 'random' ? 'random' : findField(bare);
      if (field !== undefined) return [{ field, isDescending: name.startsWith('-') !== isTurned }];
      tell('$.sort', `mixpress can't sort by ${showText(bare)}`, fieldHint(bare));
      return [];
    });
}

function readWhole(root: ReadonlyMap<string, unknown>, key: string, most: number, tell: Tell): number | null {
  const value = root.get(key.toLowerCase()) ?? 0;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most) return value || null;
  return tell(`$.${key}`, `${showText(key)} is not a whole number up to ${most}`, 'write a whole number, e.g. 50');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lowerKeys(record: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
}
