import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { formatTable } from '../../src/cli/table.ts';

const COLUMNS = [
  { heading: 'N', right: true },
  { heading: 'ARTIST', cut: true },
  { heading: 'TITLE', cut: true },
];

describe('a table', () => {
  it('is cut where it is too wide, the widest column first', async () => {
    const rows = [['1', 'Somebody', 'A title that goes on and on']];
    expect(await formatTable(COLUMNS, rows, 26)).toBe('N  ARTIST    TITLE\n1  Somebody  A title that…\n');
    expect(await formatTable(COLUMNS, rows, 99)).toBe(await formatTable(COLUMNS, rows));
  });

  it('takes no more than it may, as long as it may be cut that far', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'W', '日', 'é', '👩‍🎤', ' '), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 4 }),
        fc.integer({ min: 24, max: 90 }),
        async (rows, most) => {
          const table = await formatTable(
            COLUMNS,
            rows.map((row, i) => [String(i), ...row]),
            most,
          );
          for (const line of table.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
