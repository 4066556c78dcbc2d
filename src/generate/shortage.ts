import { canonicalJson } from '../base/hash.ts';
import { formatDuration } from '../base/duration.ts';
import { framesToMs } from '../base/frames.ts';
import { amountText } from './amount.ts';
import { describeChange, enoughChanges, isSlight, shorterBy } from './changes.ts';
import type { Brief } from '../model/brief.ts';
import type { Change, Shortage } from '../model/reasons.ts';
import { CONSTRAINTS } from './constraints/index.ts';
import { isRested, restricts, type History } from './history.ts';
import type { Candidates, Select } from './select.ts';

/** Why a list is shorter than wanted, and what would help: the rule that leaves nothing, or the length that is there. */
export function describeShortage(brief: Brief, select: Select, history: History, lengthFrames: number): Shortage {
  const candidates = select(brief);
  const { pool, counts } = candidates;
  if (pool.table.count === 0) {
    return { message: 'the library has no tracks', hint: 'name a folder of music with --library DIR', changes: [] };
  }
  const changes = changesFor(brief, select, history, lengthFrames);
  const empty = counts.find(({ left }) => left === 0);
  if (empty) {
    const constraint = CONSTRAINTS.find(({ id }) => id === empty.rule)!;
    return { ...constraint.explainNone(brief, pool, fittingBefore(constraint.id, brief, candidates)), changes };
  }
  if (isTooShort(brief, candidates)) return { ...explainTooShort(brief, candidates), changes };
  const [first, second] = changes.map(describeChange);
  const hint = first === undefined ? hintFor(brief) : second ? `${first}, or ${second}` : first;
  return { message: explainLength(brief, candidates, history, lengthFrames), hint, changes };
}

function hintFor({ files }: Brief): string {
  return files ? 'widen genre and style, add music, or ask for a duration' : 'widen genre and style, or add music';
}

/** Changes for briefs that were looked at before: many orders of a batch may fail for the same reason. */
const known = new WeakMap<Select, Map<string, readonly Change[]>>();

function changesFor(brief: Brief, select: Select, history: History, lengthFrames: number): readonly Change[] {
  const shorter = shorterBy(brief, lengthFrames);
  // With tracks that other lists have used up, a shorter list or fewer of them is all that surely helps.
  if (restricts(history)) return shorter ? [shorter] : [];
  const changes = known.get(select) ?? new Map<string, readonly Change[]>();
  known.set(select, changes);
  const key = canonicalJson(brief);
  const others = changes.get(key) ?? enoughChanges(brief, select);
  changes.set(key, others);
  if (!shorter) return others;
  return isSlight(brief, lengthFrames) ? [shorter, ...others] : [...others, shorter];
}

/** The tracks that the rules before one let through. */
function fittingBefore(id: string, brief: Brief, { pool }: Candidates): Uint32Array {
  let fitting = Uint32Array.from({ length: pool.table.count }, (_, index) => index);
  for (const constraint of CONSTRAINTS) {
    if (constraint.id === id) break;
    const accepts = constraint.accepts(brief, pool);
    if (accepts) fitting = fitting.filter(accepts);
  }
  return fitting;
}

function isTooShort({ wantedFrames, overFrames }: Brief, { pool, indexes }: Candidates): boolean {
  return indexes.every((index) => pool.table.frames[index]! > wantedFrames + overFrames);
}

function explainTooShort(brief: Brief, { pool, indexes }: Candidates): Omit<Shortage, 'changes'> {
  const { wantedFrames } = brief;
  const least = indexes.reduce((least, index) => Math.min(least, pool.table.frames[index]!), Infinity);
  if (brief.files) {
    return {
      message: `the smallest file of the ${countOf(indexes.length, 'fitting track')} takes ${amountText(brief, least)}, more than the ${amountText(brief, wantedFrames)} that the medium has for files`,
      hint: 'ask for a larger medium, or for other music',
    };
  }
  const shortestMs = framesToMs(least);
  const exact = (ms: number): string => formatDuration(ms, { fraction: true });
  return {
    message: `the shortest of the ${countOf(indexes.length, 'fitting track')} lasts ${exact(shortestMs)}, longer than the wanted ${exact(framesToMs(wantedFrames))}`,
    hint: `ask for ${formatDuration(Math.ceil(shortestMs / 1000) * 1000)} or more`,
  };
}

function explainLength(brief: Brief, candidates: Candidates, history: History, lengthFrames: number): string {
  const { pool, indexes, meanFrames } = candidates;
  const text = (frames: number): string => amountText(brief, frames);
  const wanted = `wanted ${text(brief.wantedFrames)}`;
  const total = Math.round(meanFrames * indexes.length);
  if (total < brief.wantedFrames) {
    return `${wanted}, but the library holds only ${text(total)} that fit (${countOf(indexes.length, 'track')})`;
  }
  const free = indexes.filter((index) => isRested(history, pool.recording(index)));
  const left = free.reduce((sum, index) => sum + pool.table.frames[index]!, 0);
  if (left < brief.wantedFrames) {
    return `${wanted}, but of the ${text(total)} that fit only ${text(left)} are not in other lists of the batch yet`;
  }
  const all = countOf(free.length, 'fitting track');
  const those = free.length < indexes.length ? `${all} not in other lists of the batch yet` : all;
  const limit = brief.overFrames > 0 ? `with ${text(brief.overFrames)} over at the most` : 'without going over';
  const { mostTracks } = brief;
  const few = mostTracks !== null && mostTracks * meanFrames < brief.wantedFrames ? ` in ${mostTracks} tracks` : '';
  const rules = brief.hardRules.length > 0 ? ' under the rules that may not give way' : '';
  return `${wanted}, the nearest that the ${those} can make ${limit}${few}${rules} is ${text(lengthFrames)}`;
}

function countOf(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
