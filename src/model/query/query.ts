/**
 * Rules on tracks, as plain data. Text becomes a rule in parse.ts, a rule text in format.ts, a test of tracks in
 * evaluate.ts; smart playlists of Navidrome become rules in nsp.ts. Built by `all`, `any` and `not` alone, a rule has one
 * shape only: no group in a group of its kind, no group of one, no double negation.
 */
import type { FlagFieldId, FieldId, KeyFieldId, NumberFieldId, TextFieldId } from './fields.ts';

export type Query = Group | Negation | Condition;

export interface Group {
  /** `all`: every one of its members holds; `any`: at least one. */
  readonly kind: 'all' | 'any';
  /** At least two. */
  readonly of: readonly Query[];
}

export interface Negation {
  readonly kind: 'not';
  readonly of: Group | Condition;
}

export type Condition = Missing | TextCondition | RangeCondition | BoundCondition | KeyCondition | FlagCondition;

/** The track says nothing about the field. No other condition holds for such a track. */
export interface Missing {
  readonly kind: 'missing';
  readonly field: FieldId;
}

/**
 * The pieces follow each other in the text, with anything between them: `['a']` is equality, `['a', '']` the
 * beginning, `['', 'a']` the end, `['', 'a', '']` any place. Only the first and the last may be empty.
 */
export interface TextCondition {
  readonly kind: 'text';
  readonly field: TextFieldId;
  readonly pieces: readonly string[];
}

/** From `min` to `max`, both included; at most one of them is null. */
export interface RangeCondition {
  readonly kind: 'range';
  readonly field: NumberFieldId;
  readonly min: number | null;
  readonly max: number | null;
}

export interface BoundCondition {
  readonly kind: 'above' | 'below';
  readonly field: NumberFieldId;
  readonly than: number;
}

export interface KeyCondition {
  readonly kind: 'key';
  readonly field: KeyFieldId;
  /** In Camelot's notation. */
  readonly key: string;
}

export interface FlagCondition {
  readonly kind: 'flag';
  readonly field: FlagFieldId;
  readonly value: boolean;
}

/** The longest text of a rule, in UTF-16 code units. */
export const MAX_QUERY_LENGTH = 10_000;
/** How many groups may stand in each other. */
export const MAX_QUERY_DEPTH = 50;
/** The longest length that a rule asks for: 100 hours, in milliseconds. */
export const MAX_LENGTH_MS = 100 * 3_600_000;

/** Holds if every member does. At least one member. */
export function all(members: readonly Query[]): Query {
  return group('all', members);
}

/** Holds if at least one member does. At least one member. */
export function any(members: readonly Query[]): Query {
  return group('any', members);
}

export function not(query: Query): Query {
  return query.kind === 'not' ? query.of : { kind: 'not', of: query };
}

/**
 * The condition that a text has these pieces (see `TextCondition`), in one line of sound characters: of nothing it is
 * that the text is missing, of wildcards alone that there is any.
 */
export function textCondition(field: TextFieldId, pieces: readonly string[]): Query {
  const end = pieces.length - 1;
  const sound = pieces
    .map((piece) => piece.toWellFormed().replace(/[\s\p{Cc}]+/gu, ' '))
    .map((piece, i) => (i === 0 ? piece.trimStart() : piece))
    .map((piece, i) => (i === end ? piece.trimEnd() : piece))
    .filter((piece, i) => piece !== '' || i === 0 || i === end);
  if (sound.some((piece) => piece !== '')) return { kind: 'text', field, pieces: sound };
  const missing: Missing = { kind: 'missing', field };
  return sound.length === 1 ? missing : not(missing);
}

function group(kind: Group['kind'], members: readonly Query[]): Query {
  const of = members.flatMap((member) => (member.kind === kind ? member.of : [member]));
  return of.length === 1 ? of[0]! : { kind, of };
}
