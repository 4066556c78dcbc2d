import type { Track } from '../track.ts';
import { FIELDS, type NumberFieldId } from './fields.ts';
import type { Condition, Query, TextCondition } from './query.ts';

export type TrackTest = (track: Track) => boolean;

/**
 * The test of a rule, with all that does not depend on the track done beforehand. A condition on what the track says
 * nothing about doesn't hold, so its negation does.
 */
export function queryTest(query: Query): TrackTest {
  switch (query.kind) {
    case 'all': {
      const tests = query.of.map(queryTest);
      return (track) => tests.every((test) => test(track));
    }
    case 'any': {
      const tests = query.of.map(queryTest);
      return (track) => tests.some((test) => test(track));
    }
    case 'not': {
      const test = queryTest(query.of);
      return (track) => !test(track);
    }
    default:
      return conditionTest(query);
  }
}

function conditionTest(condition: Condition): TrackTest {
  switch (condition.kind) {
    case 'missing':
      return FIELDS[condition.field].isMissing;
    case 'text':
      return textTest(condition);
    case 'range': {
      const { min, max } = condition;
      return numberTest(condition.field, (value) => value >= (min ?? -Infinity) && value <= (max ?? Infinity));
    }
    case 'above':
      return numberTest(condition.field, (value) => value > condition.than);
    case 'below':
      return numberTest(condition.field, (value) => value < condition.than);
    case 'key':
      return (track) => FIELDS[condition.field].read(track) === condition.key;
    case 'flag':
      return (track) => FIELDS[condition.field].read(track) === condition.value;
  }
}

function numberTest(field: NumberFieldId, holds: (value: number) => boolean): TrackTest {
  const { read } = FIELDS[field];
  return (track) => {
    const value = read(track);
    return value !== null && holds(value);
  };
}

function textTest({ field, pieces }: TextCondition): TrackTest {
  const { readFolded, foldNeedle, nameTest } = FIELDS[field];
  if (nameTest !== null && pieces.length === 1) return nameTest(pieces[0]!);
  const [first = '', ...middle] = pieces.map(foldNeedle);
  const last = middle.pop();
  const holds =
    last === undefined ? (text: string) => text === first : (text: string) => hasPieces(text, first, middle, last);
  return (track) => readFolded(track).some((text) => text !== '' && holds(text));
}

/** Whether a text begins with the first piece, ends with the last, and has the others between them in their order. */
function hasPieces(text: string, first: string, middle: readonly string[], last: string): boolean {
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const piece of middle) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return from <= text.length - last.length;
}
