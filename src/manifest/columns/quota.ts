import type { Quota } from '../../model/order.ts';
import { namesCell } from './cells.ts';
import { accept, refuse, showCell, type Column, type ParsedCell } from './column.ts';

/** The name, the bound (either side of the number), the number. */
const QUOTA =
  /^(?:(genre|style|artist|decade)\s*:\s*)?(\S.*?)\s*(?:(>=|<=|=|\bat least\b|\bat most\b|\bmin\b|\bmax\b)\s*)?\b(\d{1,3})\s*%?$/i;
const DECADE = /^(?:\d{2})?(\d0)s$|^(\d{3}0)s?$/i;

const FORMS = 'write Jazz 40% (at least), Rock <=20% (at most) or 1990s 30%, several joined by |';

export const quota: Column<readonly Quota[]> = {
  summary:
    'parts of the playing time: a genre, style, decade or artist: with at least (Jazz 40%) or at most (Rock <=20%) so many percent, several joined by |',
  example: 'Jazz 40%|Rock <=20%',
  schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  absent: [],
  parse: (cell) => {
    const texts = namesCell(cell);
    if (!texts.ok) return texts;
    const quotas: Quota[] = [];
    for (const text of texts.value) {
      const parsed = parseQuota(text);
      if (!parsed.ok) return parsed;
      quotas.push(...parsed.value);
    }
    return accept(quotas);
  },
};

function parseQuota(text: string): ParsedCell<readonly Quota[]> {
  const match = QUOTA.exec(text);
  if (!match) return refuse('quota-unreadable', `${showCell(text)} is not a quota`, FORMS);
  const [, kind, name, sign = '>=', digits] = match as unknown as [string, string?, string?, string?, string?];
  const group = groupOf(kind?.toLowerCase() ?? null, name!);
  if (group === null) return refuse('quota-unreadable', `${showCell(name)} is not a decade`, 'write 1990s');
  const percent = Number(digits);
  if (percent > 100)
    return refuse(
      'quota-too-much',
      `${showCell(text)} asks for more than all of the time`,
      `write ${name} 100% or less`,
    );
  return accept(boundsOf(sign.toLowerCase()).map((bound) => ({ ...group, bound, percent })));
}

function groupOf(kind: string | null, name: string): Pick<Quota, 'by' | 'name'> | null {
  const decade = kind === null || kind === 'decade' ? decadeOf(name, kind !== null) : null;
  if (decade !== null) return { by: 'decade', name: `${decade}s` };
  if (kind === 'decade') return null;
  // Libraries that know no styles often name the style as the genre, so both are looked for in both.
  return { by: kind === 'artist' ? 'artist' : 'genre', name };
}

/** `1990s`, `90s`; `1990` only where a decade is asked for, since it might be the name of a style. */
function decadeOf(name: string, isAsked: boolean): number | null {
  const match = DECADE.exec(name);
  if (!match) return null;
  if (match[1] !== undefined) return name.length === 5 ? Number(name.slice(0, 4)) : century(Number(match[1]));
  return isAsked || name.endsWith('s') ? Number(match[2]) : null;
}

/** The 20s and before are those of this century. */
function century(year: number): number {
  return year + (year <= 20 ? 2000 : 1900);
}

function boundsOf(sign: string): readonly Quota['bound'][] {
  if (sign === '=') return ['least', 'most'];
  return ['<=', 'max', 'at most'].includes(sign) ? ['most'] : ['least'];
}
