import { describe, expect, it } from 'vitest';
import { creditsOf } from '../../src/model/credits.ts';

describe('creditsOf', () => {
  it.each([
    ['', []],
    ['Beyoncé', ['beyonce']],
    ['A feat. B', ['a', 'b']],
    ['A (ft. B)', ['a', 'b']],
    ['A featuring B & C', ['a', 'bc', 'b', 'c']],
    ['Simon & Garfunkel', ['simongarfunkel', 'simon', 'garfunkel']],
    ['AC/DC', ['acdc']],
    ['Malcolm X', ['malcolmx']],
    ['A; B', ['ab', 'a', 'b']],
    ['Various Artists', []],
    ['VA feat. B', ['b']],
    ['__proto__', ['proto']],
  ])('%s credits %j', (artist, names) => expect(creditsOf(artist)).toEqual(names));
});
