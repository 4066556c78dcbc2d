/** Lists for tests: tracks in memory in, whole records out. */
import { generate, type Draft } from '../../src/generate/generate.ts';
import { NO_HISTORY, type History } from '../../src/generate/history.ts';
import { poolOf, type Pool } from '../../src/generate/pool.ts';
import { selector, type Select } from '../../src/generate/select.ts';
import type { Brief } from '../../src/model/brief.ts';
import { tableOf } from '../../src/model/track-table.ts';
import type { Track } from '../../src/model/track.ts';
import { makeBrief } from './make-brief.ts';

export function makePool(tracks: readonly Track[]): Pool {
  return poolOf(tableOf(tracks));
}

export function makeSelect(tracks: readonly Track[]): Select {
  return selector(makePool(tracks));
}

/** A draft with its tracks as records, in their order. */
export type TrackDraft = Omit<Draft, 'tracks'> & { readonly tracks: readonly Track[] };

/** The list that a library gives for a brief of 20 minutes of anything, but for the given facts. */
export function draftOf(
  facts: Partial<Brief>,
  library: readonly Track[],
  seed: number,
  history: History = NO_HISTORY,
): TrackDraft {
  const pool = makePool(library);
  const draft = generate(makeBrief(facts), selector(pool), history, seed);
  return { ...draft, tracks: draft.tracks.map((index) => pool.table.track(index)) };
}
