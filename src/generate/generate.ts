/**
 * A brief, candidates and a seed in; a draft and its reasons out. Pure: no clock, no database, no chance but the seed's.
 * The same input gives the same list on every machine; a track that no rule lets through has no influence.
 *
 * Hard rules are never broken. Where the rules on the list can't all be kept at the wanted length, they give way in their
 * order and only as far as needed, and every place where the finished list breaks one is told.
 */
import { seededRandom } from '../base/random.ts';
import { choose, type Choice } from './choose.ts';
import { isEnough, toleranceOf } from './enough.ts';
import type { Brief } from '../model/brief.ts';
import type { Reasons } from '../model/reasons.ts';
import { isNamedBy } from './constraints/named.ts';
import type { History } from './history.ts';
import { checkRule } from './rules/check.ts';
import { loosened } from './rules/loosen.ts';
import type { ListTrack } from '../model/list-rule.ts';
import { requiredBy, type Candidates, type Select } from './select.ts';
import { putInOrder } from './sequence.ts';
import { describeShortage } from './shortage.ts';

export interface Draft {
  /** Tracks by their index in the pool, in their order. */
  readonly tracks: readonly number[];
  readonly lengthFrames: number;
  readonly reasons: Reasons;
}

/** Chooses tracks to the wanted length, no recording twice, and puts them into the wanted order. */
export function generate(brief: Brief, select: Select, history: History, seed: number): Draft {
  const candidates = select(brief);
  const { pool, counts, fingerprint } = candidates;
  const { picks, frames } = chooseCleanly(brief, candidates, history, seed);
  const chosen = picks.map((index) => listTrackIn(pool, history, index));
  const { sequence, guessed } = putInOrder(brief, pool, picks, chosen, seededRandom(seed));
  const tracks = sequence.map((place) => picks[place]!);
  const list = sequence.map((place) => chosen[place]!);
  const isShort = brief.wantedFrames - frames > toleranceOf(brief) || tracks.length === 0;
  return {
    tracks,
    lengthFrames: frames,
    reasons: {
      seed,
      candidates: counts,
      libraryFingerprint: fingerprint,
      breaches: brief.rules.flatMap((rule) => checkRule(rule, list)),
      hardBreaches: brief.hardRules.flatMap((rule) => checkRule(rule, list)),
      explicitTracks:
        brief.explicit === 'avoid' ? tracks.filter((index) => pool.table.explicit[index] === 1).length : 0,
      guessed,
      leftOut: brief.include.filter((name) => !tracks.some(isNamedBy([name], pool.table))),
      shortage: isShort ? describeShortage(brief, select, history, frames) : null,
    },
  };
}

/** Chooses with all rules, and with looser ones only where the length can't be met otherwise. */
function chooseLoosely(brief: Brief, candidates: Candidates, history: History, seed: number): Choice {
  const required = requiredBy(brief, candidates);
  return loosened(
    brief.rules,
    (rules) =>
      choose(
        { candidates, history, required },
        { frames: brief.wantedFrames, overFrames: brief.overFrames, rules: [...brief.hardRules, ...rules] },
        seed,
      ),
    (choice) => isEnough(brief, choice),
  );
}

/** Avoids explicit tracks where the brief says so and the others are enough. */
function chooseCleanly(brief: Brief, candidates: Candidates, history: History, seed: number): Choice {
  if (brief.explicit === 'avoid') {
    const choice = chooseLoosely(brief, candidates.clean(), history, seed);
    if (isEnough(brief, choice)) return choice;
  }
  return chooseLoosely(brief, candidates, history, seed);
}

function listTrackIn(pool: Candidates['pool'], { restedDays }: History, index: number): ListTrack {
  const rested = restedDays.size === 0 ? undefined : restedDays.get(pool.recording(index));
  const track = pool.listTrack(index);
  return rested === undefined ? track : { ...track, restedDays: rested };
}
