import type { CapRule, ListRule, QuotaRule, SpreadRule } from '../model/list-rule.ts';

/** What a set of tracks must keep for a list to keep the rules, in whatever order the tracks come. */
export interface Limits {
  /** Tracks of one artist, and of one album. */
  readonly mostOf: Readonly<Record<CapRule['by'], number>>;
  readonly quotas: readonly QuotaRule[];
  readonly spreads: readonly SpreadRule[];
  /** Days that a recording must have rested. */
  readonly freshDays: number;
}

/** The limits of a list of about `tracks` tracks and `frames` frames: what rules say outright, and what follows from them. */
export function limitsOf(rules: readonly ListRule[], tracks: number, frames: number): Limits {
  const mostOf = { artist: Infinity, album: Infinity };
  let freshDays = 0;
  for (const rule of rules) {
    if (rule.kind === 'fresh') freshDays = Math.max(freshDays, rule.days);
    else if ('by' in rule && (rule.by === 'artist' || rule.by === 'album')) {
      mostOf[rule.by] = Math.min(mostOf[rule.by], mostIn(rule, tracks, frames));
    }
  }
  return {
    mostOf,
    quotas: rules.filter((rule) => rule.kind === 'quota'),
    spreads: rules.filter((rule) => rule.kind === 'spread'),
    freshDays,
  };
}

function mostIn(rule: ListRule, tracks: number, frames: number): number {
  switch (rule.kind) {
    case 'cap':
      return rule.most;
    case 'gap': {
      const apart = rule.unit === 'tracks' ? rule.least : (rule.least * tracks) / frames;
      return Math.max(1, Math.ceil(tracks / (apart + 1)));
    }
    case 'window':
      return rule.most * Math.max(1, Math.ceil(frames / rule.frames));
    default:
      return Infinity;
  }
}
