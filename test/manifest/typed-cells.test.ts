import { describe, expect, it } from 'vitest';
import { manifestColumns } from '../../src/manifest/columns/index.ts';
import { parseManifest } from '../../src/manifest/manifest.ts';
import { typedCells } from '../../src/manifest/typed-cells.ts';
import { WRITTEN_KINDS, writeManifest } from '../../src/manifest/write.ts';
import { KNOWN } from './known.ts';

const cellsOf = (name: string, text: string) => typedCells(name, Buffer.from(text), KNOWN);

describe('the cells of a manifest', () => {
  it('are those of its rows, by the names of the columns, empty ones left out', () => {
    expect(cellsOf('m.csv', 'Title;GENRE;max_per_artist\n"A ""b""";Jazz|Blues;\nC;;2\n')).toEqual([
      { title: 'A "b"', genre: 'Jazz|Blues' },
      { title: 'C', maxPerArtist: '2' },
    ]);
    const orders = [{ title: 'A', genre: ['Jazz', 'Blues'], copies: 3, year: null }, { title: 7 }];
    expect(cellsOf('m.json', JSON.stringify({ defaults: { media: 'cd-74' }, orders }))).toEqual([
      { title: 'A', genre: 'Jazz|Blues', copies: '3', media: 'cd-74' },
      { title: '7', media: 'cd-74' },
    ]);
  });

  it('say the same when they are written, whichever kind it is', () => {
    const text = JSON.stringify([
      { title: 'A', duration: '1:14:00', quota: ['Jazz 40%', 'Rock <=20%'], explicit: 'forbid', seed: 7 },
      { title: 'A', where: 'genre:Jazz|Blues -live', spread: 'bpm 12|year 10', vary: '30%', clone: 'B' },
    ]);
    const facts = (file: string, content: string) => parseManifest(file, Buffer.from(content), KNOWN).orders;
    for (const kind of WRITTEN_KINDS) {
      const written = writeManifest(kind, cellsOf('m.json', text)!, manifestColumns(KNOWN));
      expect(facts(`m.${kind}`, written)).toEqual(facts('m.json', text));
    }
  });

  it('are none where no cell could say it', () => {
    // Typed, it would be two names.
    expect(cellsOf('m.json', JSON.stringify([{ title: 'A', genre: ['a|b'] }]))).toBeNull();
  });
});
