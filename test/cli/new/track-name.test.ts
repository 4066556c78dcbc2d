import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trackNamer } from '../../../src/cli/new/track-name.ts';
import { isNamedBy } from '../../../src/generate/constraints/named.ts';
import { include } from '../../../src/manifest/columns/include.ts';
import { tableOf } from '../../../src/model/track-table.ts';
import { makeTrack } from '../../make-track.ts';

const library = (...names: readonly (readonly [artist: string, title: string, path?: string])[]) =>
  tableOf(
    names
      .map(([artist, title, relativePath = 'x']) => makeTrack({ artist, title, relativePath, id: '' }))
      .map((track, i) => ({ ...track, id: `id${String(i).padStart(14, '0')}` })),
  );

describe('the name of a track', () => {
  it('is Artist - Title, or the title alone', () => {
    const name = trackNamer(library(['Nina', 'Feeling Good'], ['', 'Blue'], ['A - B', 'C - D']));
    expect([0, 1, 2].map(name)).toEqual(['Nina - Feeling Good', 'Blue', 'A - B - C - D']);
  });

  it.each([
    ['two have the same', library(['Nina', 'Good'], ['NINA', 'good'])],
    ['another has it for a title', library(['Nina', 'Good'], ['X', 'Nina - Good'])],
    ['its parts can be taken otherwise', library(['A - B', 'C'], ['A', 'B - C'])],
    ['another lies there', library(['', 'a.flac', 'b'], ['X', 'Y', 'a.flac'])],
    ['it can not stand in a cell', library(['Nina', 'Good|Bad'])],
    ['it would be another in the cell', library(['Nina', 'Good  Bad'])],
    ['it would turn the line', library(['Nina', 'Good\u202eBad'])],
    ['it would move the cursor', library(['Nina', '\u001b[2J'])],
  ])('is the id where %s', (_why, table) => {
    expect(trackNamer(table)(0)).toBe('id00000000000000');
  });

  it('means that track alone, in a cell with others', () => {
    const part = fc.constantFrom('A', 'a', 'B', ' - ', '-', '|', '"', ',', '=', '', 'é', '\n', '★');
    const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 6 }), (names) => {
        const table = library(...names);
        const indexes = names.map((_, i) => i);
        const cells = indexes.map(trackNamer(table));
        for (const index of indexes) expect(indexes.filter(isNamedBy([cells[index]!], table))).toEqual([index]);
        expect(include.parse(cells.join('|'))).toEqual({ ok: true, value: cells });
      }),
    );
  });
});
