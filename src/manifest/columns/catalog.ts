import { parseEan13 } from '../../base/ean.ts';
import { accept, refuse, type Column } from './column.ts';

export const catalog: Column<string | null> = {
  summary: 'media catalogue number of the disc: EAN-13 or UPC-A, with its check digit',
  example: '4006381333931',
  schema: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
  absent: null,
  parse: (cell) => {
    const parsed = parseEan13(String(cell));
    return parsed.ok ? accept(parsed.value) : refuse('bad-catalog', parsed.message, parsed.hint);
  },
};
