/**
 * A brief, candidates and a seed in; a draft and its reasons out. Pure: no clock, no database, no chance but the seed's.
 * The same input gives the same list on every machine; a track that no rule lets through has no influence.
 *
 * Hard rules are never broken. Where the rules on the list can't all be kept at the wanted length, they give way in their
 * order and only as far as needed, and every place where the finished list breaks one is told.
 */
import { seededRandom } from '../base/random.ts';
import { choose, type Choice } from './choose.ts';
import { isAsLong, isEnough, isLongEnough, toleranceOf } from './enough.ts';
import type { Brief } from '../model/brief.ts';
import type { Reasons } from '../model/reasons.ts';
import { isNamedBy } from './constraints/named.ts';
import type { History } from './history.ts';
import { checkRule } from './rules/check.ts';
import { loosened } from './rules/loosen.ts';
import type { ListRule, ListTrack } from '../model/list-rule.ts';
import type { Pool } from './pool.ts';
import { requiredBy, type Candidates, type Select } from './select.ts';
import { putInOrder } from './sequence.ts';
import { describeShortage } from './shortage.ts';

export interface Draft {
  /** Tracks by their index in the pool, in their order. */
  readonly tracks: readonly number[];
  /** In the measure of the brief. */
  readonly lengthFrames: number;
  readonly reasons: Reasons;
}

/** Other sets of tracks that are tried where one can't be put in an order that keeps the rules which may not give way. */
const SETS = 12;

/** Chooses tracks to the wanted length, no recording twice, and puts them into the wanted order. */
export function generate(brief: Brief, select: Select, history: History, seed: number): Draft {
  const candidates = select(brief);
  let best = attempt(brief, candidates, history, seed, null);
  for (let set = 1; set < SETS && best.found.hardBreaches.length > 0; set++) {
    const other = attempt(brief, candidates, history, seed + set * SETS, best.tracks.length);
    if (other.found.hardBreaches.length < best.found.hardBreaches.length) best = other;
  }
  const { tracks, frames, guessed, found } = best;
  const shortage = isShort(brief, tracks, frames) ? describeShortage(brief, select, history, frames) : null;
  const taken = brief.files ? { takenSectors: frames } : {};
  return { tracks, lengthFrames: frames, reasons: { ...found, ...taken, seed, guessed, shortage } };
}

type Found = Omit<Reasons, 'seed' | 'guessed' | 'shortage' | 'takenSectors'>;

interface Attempt {
  readonly tracks: readonly number[];
  readonly frames: number;
  readonly guessed: number;
  readonly found: Found;
}

/** @param about how many tracks the list will have, where an earlier attempt tells it */
function attempt(brief: Brief, candidates: Candidates, history: History, seed: number, about: number | null): Attempt {
  const { pool } = candidates;
  const target = {
    ...{ frames: brief.wantedFrames, overFrames: brief.overFrames, underFrames: toleranceOf(brief) },
    mostTracks: brief.mostTracks,
    ...(about !== null && { tracks: about }),
  };
  const { picks, frames } = chooseAsAsked(brief, candidates, (among, rules) =>
    choose({ candidates: among, history, required: requiredBy(brief, among) }, { ...target, rules }, seed),
  );
  const traits = new Set([...brief.rules, ...brief.hardRules].flatMap((rule) => ('by' in rule ? rule.by : [])));
  const chosen = picks.map((index) => listTrackIn(pool, history, index, traits));
  const { sequence, guessed } = putInOrder(brief, pool, picks, chosen, seededRandom(seed));
  const tracks = sequence.map((place) => picks[place]!);
  const list = sequence.map((place) => chosen[place]!);
  return { tracks, frames, guessed, found: reasonsFor(brief, candidates, tracks, list) };
}

/**
 * Chooses with all rules, and with looser ones only where the length, or else the most that there is of it, can't be met
 * otherwise. Avoids explicit tracks where the brief says so and the others are enough.
 */
export function chooseAsAsked(
  brief: Brief,
  candidates: Candidates,
  chooseFrom: (among: Candidates, rules: readonly ListRule[]) => Choice,
): Choice {
  const isMet = (choice: Choice): boolean => isEnough(brief, choice);
  const loosely = (among: Candidates, isAsGood?: (choice: Choice, free: Choice) => boolean): Choice =>
    loosened(brief.rules, (rules) => chooseFrom(among, [...brief.hardRules, ...rules]), isMet, isAsGood);
  if (brief.explicit === 'avoid') {
    const choice = loosely(candidates.clean());
    if (isMet(choice)) return choice;
  }
  return loosely(candidates, isAsLong);
}

/** Whether a list is shorter than wanted. */
export function isShort(brief: Brief, tracks: readonly number[], frames: number): boolean {
  return !isLongEnough(brief, tracks.length, frames);
}

/** A track as rules on lists see it, with the days that it has rested. */
export function listTrackIn(
  pool: Pool,
  { restedDays }: History,
  index: number,
  traits?: ReadonlySet<string>,
): ListTrack {
  const rested = restedDays.size === 0 ? undefined : restedDays.get(pool.recording(index));
  const track = traits ? pool.listTrackFor(index, traits) : pool.listTrack(index);
  return rested === undefined ? track : { ...track, restedDays: rested };
}

/** What can be said of a finished list by looking at it; `list` is its tracks as rules see them. */
export function reasonsFor(
  brief: Brief,
  { pool, counts, fingerprint }: Candidates,
  tracks: readonly number[],
  list: readonly ListTrack[],
): Found {
  return {
    candidates: counts,
    libraryFingerprint: fingerprint,
    breaches: brief.rules.flatMap((rule) => checkRule(rule, list)),
    hardBreaches: brief.hardRules.flatMap((rule) => checkRule(rule, list)),
    explicitTracks: brief.explicit === 'avoid' ? tracks.filter((index) => pool.table.explicit[index] === 1).length : 0,
    leftOut: brief.include.filter((name) => !tracks.some(isNamedBy([name], pool.table))),
  };
}
