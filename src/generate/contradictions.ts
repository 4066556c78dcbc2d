import { fold } from '../base/text.ts';
import type { Brief } from '../model/brief.ts';
import type { QuotaRule } from '../model/list-rule.ts';
import type { Shortage } from '../model/reasons.ts';

/** What no library could meet, whatever it holds: rules of a brief that exclude each other; null where none do. */
export function contradictionIn(brief: Brief): Omit<Shortage, 'changes'> | null {
  const quotas = [...brief.rules, ...brief.hardRules].filter((rule) => rule.kind === 'quota');
  return overlap(brief) ?? tooMuch(quotas) ?? crossed(quotas);
}

function overlap({ include, exclude }: Brief): Omit<Shortage, 'changes'> | null {
  const excluded = new Set(exclude.map(fold));
  const both = include.find((name) => excluded.has(fold(name)));
  if (both === undefined) return null;
  return { message: `include and exclude both name ${JSON.stringify(both)}`, hint: 'take it out of one of them' };
}

function tooMuch(quotas: readonly QuotaRule[]): Omit<Shortage, 'changes'> | null {
  for (const by of ['genre', 'artist', 'decade'] as const) {
    const least = quotas.filter(({ of, bound }) => of.by === by && bound === 'least');
    const sum = least.reduce((total, { percent }) => total + percent, 0);
    if (sum <= 100) continue;
    const named = least.map(({ of, percent }) => `${of.name} ${percent} %`).join(' and ');
    return {
      message: `the quota asks for ${named}, which is ${sum} % of the list`,
      hint: 'lower it to 100 % in all',
    };
  }
  return null;
}

function crossed(quotas: readonly QuotaRule[]): Omit<Shortage, 'changes'> | null {
  for (const { of, bound, percent } of quotas) {
    if (bound === 'most') continue;
    const same = quotas.find(
      (other) => other.bound === 'most' && other.of.by === of.by && fold(other.of.name) === fold(of.name),
    );
    if (same === undefined || same.percent >= percent) continue;
    return {
      message: `the quota asks for at least ${percent} % and at most ${same.percent} % of ${of.name}`,
      hint: `write ${of.name} ${same.percent}%, or leave one of them out`,
    };
  }
  return null;
}
