import type { Spread } from '../../model/order.ts';
import { namesCell } from './cells.ts';
import { accept, refuse, showCell, type Column } from './column.ts';

const SPREAD = /^(year|bpm|energy)s?\s*[:=]?\s*(?:<=\s*)?(\d{1,3}(?:\.\d{1,3})?)$/i;
const MOST: Readonly<Record<Spread['by'], number>> = { year: 300, bpm: 400, energy: 1 };

export const spread: Column<readonly Spread[]> = {
  summary: 'how far apart years, tempos (bpm) or energies (0 to 1) of a list may lie at most, several joined by |',
  example: 'year 10|bpm 20',
  schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  absent: [],
  parse: (cell) => {
    const texts = namesCell(cell);
    if (!texts.ok) return texts;
    const spreads = new Map<Spread['by'], Spread>();
    for (const text of texts.value) {
      const match = SPREAD.exec(text);
      const by = match?.[1]!.toLowerCase() as Spread['by'];
      const most = Number(match?.[2]);
      if (!match || most > MOST[by] || (by === 'year' && !Number.isInteger(most))) {
        return refuse('spread-unreadable', `${showCell(text)} is not a spread`, 'write year 10, bpm 20 or energy 0.3');
      }
      spreads.set(by, { by, most });
    }
    return accept([...spreads.values()]);
  },
};
