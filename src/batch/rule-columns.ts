import { canonicalJson } from '../base/hash.ts';
import { RULE_PACKS } from '../generate/rules/packs.ts';
import type { ListRule } from '../model/list-rule.ts';
import type { GivingWay } from '../model/order.ts';

const OF_PACKS = new Set(RULE_PACKS.flatMap(({ rules }) => rules.map((rule) => canonicalJson(rule))));

/** The column of a manifest that asks for a rule on lists. */
export function columnOf(rule: ListRule): GivingWay | 'rules' {
  if (OF_PACKS.has(canonicalJson(rule))) return 'rules';
  switch (rule.kind) {
    case 'cap':
      return rule.by === 'artist' ? 'maxPerArtist' : 'maxPerAlbum';
    case 'gap':
      return rule.by === 'title' ? 'titleGap' : 'artistGap';
    case 'fresh':
      return 'freshDays';
    case 'quota':
    case 'spread':
      return rule.kind;
    case 'window':
      return 'rules';
  }
}
