/**
 * The text of a rule becomes data. Terms that stand side by side must all hold; ` | `, ` , ` and `OR` part alternatives,
 * brackets group, and `-`, `^` or `NOT` negate. A term is `field:value`, `field:=value`, `field>=value` or words alone;
 * `field:a|b` without spaces is one term with two values.
 *
 * Whatever the text, reading takes time in proportion to its length and ends with a rule or with one problem.
 */
import { QueryFault, type QueryProblem } from './fault.ts';
import { peek, sees, skipSpace, take, takeHead, takeValue, type Cursor, type Head } from './cursor.ts';
import { findField } from './fields.ts';
import { all, any, MAX_QUERY_DEPTH, MAX_QUERY_LENGTH, not, type Query } from './query.ts';
import { showText } from './show-text.ts';
import { toCondition, type Value } from './value.ts';

export type ParsedQuery =
  { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly problem: QueryProblem };

const AND = /AND(?=[\s\p{Cc}("(-]|$)/uy;
const OR = /\||,(?=[\s\p{Cc}]|$)|OR(?=[\s\p{Cc}("(-]|$)/uy;
const NOT = /NOT(?=[\s\p{Cc}("(-]|$)|[-^](?![\s\p{Cc}]|$)/uy;
/** A bar between two values of one term. */
const NEXT_VALUE = /\|(?![\s\p{Cc}|()^-]|$)/uy;

/** Reads a rule of at most `MAX_QUERY_LENGTH` UTF-16 code units; never throws. */
export function parseQuery(text: string): ParsedQuery {
  try {
    if (text.length > MAX_QUERY_LENGTH)
      throw new QueryFault(
        'rule-too-long',
        MAX_QUERY_LENGTH,
        `the rule has ${text.length} characters; the limit is ${MAX_QUERY_LENGTH}`,
        'shorten it',
      );
    const cursor: Cursor = { text, at: 0 };
    const query = readAlternatives(cursor, 0);
    if (cursor.at < text.length)
      throw new QueryFault('rule-syntax', cursor.at, 'this bracket closes nothing', 'remove it, or open one before it');
    return { ok: true, query };
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    const { code, message, hint, at } = error;
    return { ok: false, problem: { code, message, hint, column: [...text.slice(0, at)].length + 1 } };
  }
}

function readAlternatives(cursor: Cursor, depth: number): Query {
  const members: Query[] = [];
  do members.push(readTerms(cursor, depth));
  while (take(cursor, OR) !== null);
  return any(members);
}

function readTerms(cursor: Cursor, depth: number): Query {
  const members: Query[] = [];
  do {
    members.push(readNegatable(cursor, depth));
    skipSpace(cursor);
  } while (take(cursor, AND) !== null || !(peek(cursor) === '' || peek(cursor) === ')' || sees(cursor, OR)));
  return all(members);
}

function readNegatable(cursor: Cursor, depth: number): Query {
  let isNegated = false;
  skipSpace(cursor);
  while (take(cursor, NOT) !== null) {
    isNegated = !isNegated;
    skipSpace(cursor);
  }
  const query = peek(cursor) === '(' ? readGroup(cursor, depth + 1) : readTerm(cursor, depth);
  return isNegated ? not(query) : query;
}

function readGroup(cursor: Cursor, depth: number): Query {
  const start = cursor.at++;
  limitDepth(depth, start);
  const query = readAlternatives(cursor, depth);
  if (peek(cursor) !== ')')
    throw new QueryFault('rule-syntax', start, 'this bracket is never closed', 'close it with )');
  cursor.at++;
  return query;
}

function readTerm(cursor: Cursor, depth: number): Query {
  const start = cursor.at;
  if (peek(cursor) === '' || peek(cursor) === ')' || sees(cursor, OR) || sees(cursor, AND)) throw nothingHere(start);
  const head = takeHead(cursor);
  const members = [readCondition(cursor, head)];
  let last = head;
  while (sees(cursor, NEXT_VALUE)) {
    cursor.at++;
    last = takeHead(cursor) ?? last;
    members.push(readCondition(cursor, last));
  }
  if (members.length > 1) limitDepth(depth + 1, start);
  return head?.isNegated === true ? not(any(members)) : any(members);
}

function readCondition(cursor: Cursor, head: Head | null): Query {
  if (head === null) return toCondition('anywhere', 'has', readWords(cursor));
  if (peek(cursor) === '(')
    throw new QueryFault(
      'rule-syntax',
      cursor.at,
      'a value does not begin with a bracket',
      `write ${head.field}:one|other without spaces, or the value in quotes`,
    );
  return toCondition(head.field, head.operator, takeValue(cursor));
}

/** Takes words that stand without a field. */
function readWords(cursor: Cursor): Value {
  const value = takeValue(cursor);
  const text = value.pieces.join('*');
  if (value.isQuoted && text.trim() !== '') return value;
  if (/[+-]$/.test(text) && findField(text.slice(0, -1)) !== undefined)
    throw new QueryFault('rule-syntax', value.at, 'a rule does not sort', `leave ${showText(text)} out`);
  if (!/[\p{L}\p{N}*]/u.test(text))
    throw new QueryFault(
      'rule-syntax',
      value.at,
      `${showText(text)} has no letters to search for`,
      'leave it out, or put it in quotes together with the words around it',
    );
  return { ...value, isQuoted: true };
}

function nothingHere(at: number): QueryFault {
  return new QueryFault(
    'rule-syntax',
    at,
    'a word or a field is missing here',
    'write words, or a field with a value like genre:Jazz',
  );
}

function limitDepth(depth: number, at: number): void {
  if (depth > MAX_QUERY_DEPTH)
    throw new QueryFault(
      'rule-too-deep',
      at,
      `more than ${MAX_QUERY_DEPTH} groups stand in each other`,
      'use fewer brackets',
    );
}
