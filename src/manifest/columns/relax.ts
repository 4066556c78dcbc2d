import { GIVING_WAY, type GivingWay } from '../../model/order.ts';
import { namesCell } from './cells.ts';
import { oneOf } from './choice.ts';
import { accept, refuse, type Column } from './column.ts';

const NONE = 'none';

export const relax: Column<readonly GivingWay[]> = {
  summary: `which rules may give way where a list can't keep them all, the first one first, joined by |; the others then never do. By default ${GIVING_WAY.join('|')}; ${NONE}: no rule gives way`,
  example: 'artistGap|quota',
  schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string', enum: [...GIVING_WAY, NONE] } }] },
  absent: GIVING_WAY,
  parse: (cell) => {
    const names = namesCell(cell);
    if (!names.ok) return names;
    const rules = new Set<GivingWay>();
    for (const name of names.value) {
      const rule = oneOf('rule', [...GIVING_WAY, NONE], name);
      if (!rule.ok) return rule;
      if (rule.value !== NONE) rules.add(rule.value);
      else if (names.value.length > 1)
        return refuse('relax-contradiction', `${NONE} stands beside other rules`, `write ${NONE} alone`);
    }
    return accept([...rules]);
  },
};
