/** Rules and tracks by chance, for laws. */
import fc from 'fast-check';
import { FIELDS, type FieldId, type NumberFieldId, type TextFieldId } from '../../../src/model/query/fields.ts';
import { all, any, not, textCondition, type Query } from '../../../src/model/query/query.ts';
import type { Track } from '../../../src/model/track.ts';
import { makeTrack } from '../../make-track.ts';

const ids = Object.keys(FIELDS) as FieldId[];
const textIds = ids.filter((id): id is TextFieldId => FIELDS[id].kind === 'text');
const numberIds = ids.filter((id): id is NumberFieldId => FIELDS[id].kind === 'number');

const word = fc.constantFrom(
  'love',
  'Nina',
  'Simone',
  'none',
  'any',
  'AND',
  'x-y',
  'a|b',
  '*',
  '\\',
  '"',
  '“',
  '-',
  '(',
  ',',
  ' ',
  'é',
);
const piece = fc.oneof(
  fc.array(word, { maxLength: 3 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const key = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom('A', 'B'))
  .map(([hour, letter]) => `${hour}${letter}`);

function number(field: NumberFieldId): fc.Arbitrary<number> {
  return FIELDS[field].kind === 'number' && FIELDS[field].unit === 'length'
    ? fc.integer({ min: 0, max: 360_000_000 })
    : fc.oneof(
        fc.integer({ min: 0, max: 2100 }),
        fc.integer({ min: 0, max: 999_999_999 }).map((n) => n / 1_000_000),
      );
}

const condition: fc.Arbitrary<Query> = fc.oneof(
  fc.constantFrom(...ids).map((field): Query => ({ kind: 'missing', field })),
  fc
    .tuple(fc.constantFrom(...textIds), fc.array(piece, { minLength: 1, maxLength: 4 }))
    .map(([field, pieces]) => textCondition(field, pieces)),
  fc.tuple(fc.constantFrom(...textIds), piece).map(([field, text]) => textCondition(field, ['', text, ''])),
  fc.constantFrom(...numberIds).chain((field) =>
    fc
      .tuple(number(field), number(field), fc.constantFrom('range', 'min', 'max', 'above', 'below'))
      .map(([a, b, kind]): Query => {
        if (kind === 'above' || kind === 'below') return { kind, field, than: a };
        return {
          kind: 'range',
          field,
          min: kind === 'max' ? null : Math.min(a, b),
          max: kind === 'min' ? null : Math.max(a, b),
        };
      }),
  ),
  key.map((value): Query => ({ kind: 'key', field: 'key', key: value })),
  fc.boolean().map((value): Query => ({ kind: 'flag', field: 'explicit', value })),
);

/** Rules of any shape, up to 4 groups deep. */
export const anyQuery: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    condition,
    fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map(all),
    fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map(any),
    tie('query').map(not),
  ),
})).query;

const names = fc.array(piece, { maxLength: 2 });

export const anyTrack: fc.Arbitrary<Track> = fc
  .record({
    title: piece,
    artist: piece,
    album: piece,
    genres: names,
    styles: names,
    relativePath: piece,
    year: fc.option(fc.integer({ min: 1860, max: 2100 })),
    bpm: fc.option(fc.double({ min: 20, max: 400, noNaN: true })),
    key: fc.option(key),
    energy: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    explicit: fc.option(fc.boolean()),
    bitDepth: fc.option(fc.constantFrom(16, 24)),
    frames: fc.integer({ min: 1, max: 100_000 }),
  })
  .map(makeTrack);
