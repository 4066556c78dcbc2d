import type { ExplicitPolicy } from '../../model/order.ts';
import { choiceColumn } from './choice.ts';
import type { Column } from './column.ts';

export const explicit: Column<ExplicitPolicy> = choiceColumn(
  'policy',
  { ids: ['allow', 'avoid', 'forbid'], defaultId: 'allow' },
  {
    summary: 'whether explicit lyrics are welcome (forbid takes only tracks that are marked as clean)',
    example: 'forbid',
  },
);
