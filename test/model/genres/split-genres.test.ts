import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitGenres } from '../../../src/model/genres/split-genres.ts';
import { GENRES, stylesOf } from '../../../src/model/genres/vocabulary.ts';

describe('a genre tag', () => {
  it.each([
    ['Rock', ['Rock']],
    ['Rock;Pop|Jazz\0Blues', ['Rock', 'Pop', 'Jazz', 'Blues']],
    ['Rock, Pop / Jazz', ['Rock', 'Pop', 'Jazz']],
    ['Alternative/Indie', ['Alternative', 'Indie']],
    ['Pop/Rock', ['Pop', 'Rock']],
    ['Folk, World, & Country', ['Folk, World, & Country']],
    ['folk, world & country', ['folk', 'world & country']],
    ['Jazz, Folk, World, & Country, Funk / Soul', ['Jazz', 'Folk, World, & Country', 'Funk / Soul']],
    ['Funk/Soul/Jazz', ['Funk/Soul', 'Jazz']],
    ['Funk, Soul', ['Funk', 'Soul']],
    ['R&B', ['R&B']],
    ['R&B/Soul', ['R&B', 'Soul']],
    ['Hip Hop/Rap', ['Hip Hop/Rap']],
    ['RnB/Swing, Cut-up/DJ', ['RnB/Swing', 'Cut-up/DJ']],
    ['Singer/Songwriter', ['Singer/Songwriter']],
    ['Drum & Bass/Jungle', ['Drum & Bass', 'Jungle']],
    ['Foo/Bar', ['Foo', 'Bar']],
    ['80s/90s', ['80s', '90s']],
    ['24/7', ['24/7']],
    ['17', ['Rock']],
    ['(17)', ['Rock']],
    ['(17)(8)', ['Rock', 'Jazz']],
    ['(4)Eurodisco', ['Disco', 'Eurodisco']],
    ['8;17', ['Jazz', 'Rock']],
    ['999', ['999']],
    ['(RX)', ['(RX)']],
    [' , / ;|', []],
    ['', []],
  ])('%j holds %j', (text, names) => expect(splitGenres(text)).toEqual(names));

  it('may name any genres and styles of the tree, however they are joined', () => {
    const name = fc.constantFrom(...GENRES, ...GENRES.flatMap(stylesOf));
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(';', '; ', '|', '\0'),
        (names, by) => {
          expect(splitGenres(names.join(by))).toEqual(names);
        },
      ),
    );
  });

  it('never gives an empty name, nor loses or adds a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aZé/,;|& ') }), (text) => {
        const names = splitGenres(text);
        for (const name of names) expect(name.trim()).not.toBe('');
        expect(names.join('').replace(/[^aZé]/g, '')).toBe(text.replace(/[^aZé]/g, ''));
      }),
    );
  });
});
