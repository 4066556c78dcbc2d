import { parseMusicKey } from '../../base/music-key.ts';
import { namesCell } from './cells.ts';
import { accept, refuse, showCell, type Column } from './column.ts';

export const key: Column<readonly string[]> = {
  summary: 'musical key, or several joined by |: Camelot (8A), Open Key (1m) or by name (Am, A minor)',
  example: '8A|9A',
  schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  absent: [],
  parse: (cell) => {
    const names = namesCell(cell);
    if (!names.ok) return names;
    const keys = new Set<string>();
    for (const name of names.value) {
      const camelot = parseMusicKey(name);
      if (camelot === null)
        return refuse('unknown-key', `${showCell(name)} is not a musical key`, 'write 8A, 1m, Am or A minor');
      keys.add(camelot);
    }
    return accept([...keys]);
  },
};
