import { PRIORITIES, type Priority } from '../../model/order.ts';
import { oneOf } from './choice.ts';
import type { Column } from './column.ts';

export const priority: Column<Priority | null> = {
  summary: `how soon a worker makes it: ${PRIORITIES.join(', ')}; by default as the batch says`,
  example: 'rush',
  schema: { type: 'string', enum: [...PRIORITIES] },
  absent: null,
  parse: (cell) => oneOf('priority', PRIORITIES, cell),
};
