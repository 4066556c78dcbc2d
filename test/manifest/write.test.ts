import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '../../src/base/text.ts';
import { manifestColumns, type ColumnName } from '../../src/manifest/columns/index.ts';
import { parseManifest, type Manifest } from '../../src/manifest/manifest.ts';
import { WRITTEN_KINDS, writeManifest, type Cells, type WrittenKind } from '../../src/manifest/write.ts';
import { KNOWN } from './known.ts';

const columns = manifestColumns(KNOWN);

function read(kind: WrittenKind, rows: readonly Cells[]): Manifest {
  return parseManifest(`m.${kind}`, Buffer.from(writeManifest(kind, rows, columns)), KNOWN);
}

/** What tends to be taken for something else, between anything. */
const piece = fc.oneof(
  fc.constantFrom(
    '"',
    '""',
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '=cmd()',
    '+1',
    '-1',
    '@x',
    "'",
    '\ufeff',
    '\\',
    '日本語',
    '👩‍🎤',
    '#',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const title = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(''))
  // Nobody types what no text file holds.
  .filter((text) => oneLine(text) !== '' && !/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/.test(text));

describe('a manifest that was written', () => {
  it('says what its cells say, whichever kind it is', () => {
    const notes = fc.option(title, { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.record({ title, notes }), { minLength: 1, maxLength: 4 }), (rows) => {
        const cells = rows.map((row) =>
          row.notes === undefined ? { title: row.title } : { ...row, notes: row.notes },
        );
        for (const kind of WRITTEN_KINDS) {
          const { orders, problems } = read(kind, cells);
          expect(problems).toEqual([]);
          expect(orders.map((order) => order.title)).toEqual(rows.map((row) => oneLine(row.title)));
          expect(orders.map((order) => order.notes ?? '')).toEqual(rows.map((row) => oneLine(row.notes ?? '')));
        }
      }),
    );
  });

  it('can hold the example of each column, and is then the same order in each kind', () => {
    for (const name of Object.keys(columns) as ColumnName[]) {
      const row: Cells = { title: 'A', ...(name === 'vary' ? { clone: 'x' } : {}), [name]: columns[name].example };
      const [csv, json] = WRITTEN_KINDS.map((kind) => read(kind, [row]));
      expect(csv!.problems).toEqual([]);
      expect(csv!.orders).toHaveLength(1);
      expect({ ...json, name: csv!.name }).toEqual(csv);
    }
  });

  it('has the columns that are filled, in their order', () => {
    const rows: readonly Cells[] = [
      { media: 'cd-80', title: 'A' },
      { title: 'B, "b"', seed: '007', notes: '=1+1' },
    ];
    expect(writeManifest('csv', rows, columns)).toBe('title,media,seed,notes\nA,cd-80,,\n"B, ""b""",,007,=1+1\n');
    expect(JSON.parse(writeManifest('json', rows, columns))).toEqual([
      { title: 'A', media: 'cd-80' },
      { title: 'B, "b"', seed: 7, notes: '=1+1' },
    ]);
  });
});
