import { QueryFault } from './fault.ts';
import { findField, fieldHint, type FieldId } from './fields.ts';
import { showText } from './show-text.ts';
import type { Operator, Value } from './value.ts';

/** A field and its operator, as a term begins. */
export interface Head {
  readonly field: FieldId;
  readonly operator: Operator;
  /** Whether the operator was `!=`. */
  readonly isNegated: boolean;
}

/** The text of a rule, read once from its start to its end. */
export interface Cursor {
  readonly text: string;
  /** Index of the next character, in UTF-16 code units. */
  at: number;
}

const HEAD = /([\p{L}_][\p{L}\p{N}_-]{0,40})(:?(?:!=|=[~=]?|[<>]=?)|::?)/uy;
const SPACE = /[\s\p{Cc}]*/uy;
/** What ends an unquoted text, but for brackets that it opened itself. */
const STOP = /[\s\p{Cc}|]|,(?=[\s\p{Cc}]|$)/uy;
const QUOTES = '"“”„';

/** The next character, or nothing at the end. */
export function peek(cursor: Cursor): string {
  return cursor.text.charAt(cursor.at);
}

export function skipSpace(cursor: Cursor): void {
  take(cursor, SPACE);
}

/** Takes what a sticky pattern finds here; null where it finds nothing. */
export function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found) cursor.at += found[0].length;
  return found;
}

/** Whether a sticky pattern finds something here. */
export function sees(cursor: Cursor, pattern: RegExp): boolean {
  pattern.lastIndex = cursor.at;
  return pattern.test(cursor.text);
}

/** Takes `field:`, `field>=` and the like; null where the term begins otherwise. */
export function takeHead(cursor: Cursor): Head | null {
  const start = cursor.at;
  const found = take(cursor, HEAD);
  if (!found) return null;
  const [, name = '', sign = ''] = found;
  const field = findField(name);
  if (field === undefined)
    throw new QueryFault(
      'rule-field',
      start,
      `mixpress does not know the field ${showText(name)}`,
      `${fieldHint(name)} (words to search for go in quotes)`,
    );
  if (sign === '::')
    throw new QueryFault(
      'rule-syntax',
      start + name.length,
      'regular expressions are not supported',
      `write ${field}:=... for the whole text, or * for any characters`,
    );
  const bare = sign.replace(/^:(?=.)/, '');
  const order = /^[<>]=?$/.test(bare) ? (bare as Operator) : null;
  return { field, operator: order ?? (bare === ':' ? 'has' : 'is'), isNegated: bare === '!=' };
}

/**
 * Takes a value: texts in quotes and texts up to the next space, `|`, closing bracket or comma before a space, as they
 * follow each other. `\` takes the sense from a quote, a `*` and another `\`.
 */
export function takeValue(cursor: Cursor): Value {
  const { text } = cursor;
  const start = cursor.at;
  const pieces: string[] = [];
  let piece = '';
  let quoteAt: number | null = null;
  let isQuoted = false;
  let brackets = 0;
  for (; cursor.at < text.length; cursor.at++) {
    const c = text.charAt(cursor.at);
    const next = text.charAt(cursor.at + 1);
    if (c === '\\' && next !== '' && `\\*${QUOTES}`.includes(next)) {
      piece += next;
      cursor.at++;
    } else if (QUOTES.includes(c)) {
      quoteAt = quoteAt === null ? cursor.at : null;
      isQuoted = true;
    } else if (c === '*') {
      pieces.push(piece);
      piece = '';
    } else {
      if (quoteAt === null) {
        if (sees(cursor, STOP) || (c === ')' && brackets === 0)) break;
        brackets += c === '(' ? 1 : c === ')' ? -1 : 0;
      }
      piece += c;
    }
  }
  if (quoteAt !== null)
    throw new QueryFault(
      'rule-syntax',
      quoteAt,
      'the quote is never closed',
      'close it, or write \\" for a quote mark',
    );
  return { pieces: [...pieces, piece], isQuoted, at: start };
}
