import { namesCell } from './cells.ts';
import { oneOf } from './choice.ts';
import { accept, type Column } from './column.ts';

export const rules = (packs: readonly string[]): Column<readonly string[]> => ({
  summary: `rule packs that the list keeps to, several joined by |: ${packs.join(', ')}`,
  example: packs[0] ?? '',
  schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string', enum: packs } }] },
  absent: [],
  parse: (cell) => {
    const names = namesCell(cell);
    if (!names.ok) return names;
    const ids = new Set<string>();
    for (const name of names.value) {
      const id = oneOf('rule pack', packs, name);
      if (!id.ok) return id;
      ids.add(id.value);
    }
    return accept([...ids]);
  },
});
