/**
 * A list, a share and the rules that it was made by in; the same list with that share chosen anew, and its reasons, out.
 * Pure, and the same on every machine for the same input. What was taken out never comes back, in no other version
 * either; what stays keeps its place.
 */
import { formatDuration } from '../base/duration.ts';
import { framesToMs } from '../base/frames.ts';
import { seededRandom } from '../base/random.ts';
import type { Brief } from '../model/brief.ts';
import type { Reasons, Shortage } from '../model/reasons.ts';
import { shorterBy } from './changes.ts';
import type { Choice } from './choose.ts';
import { isNamedBy } from './constraints/named.ts';
import { drawEach } from './draw.ts';
import { toleranceOf } from './enough.ts';
import { chooseAsAsked, isShort, listTrackIn, reasonsFor, type Draft } from './generate.ts';
import { requiredBy } from './select.ts';
import type { History } from './history.ts';
import { placeNew } from './place.ts';
import { framesOf } from './pool.ts';
import { replace } from './replace.ts';
import type { Candidates, Select } from './select.ts';

export interface Variation extends Draft {
  /** Places of the source, from 0, whose tracks were taken out. */
  readonly takenOut: readonly number[];
  /** Tracks of the list that were in the source, at other places than there. */
  readonly moved: number;
}

/**
 * Chooses `percent` of the source's tracks anew, at least one, to the length that the brief wants: the source must not be
 * longer than that. Tracks that the brief includes by name are the last to go.
 *
 * @param source the track at each place, as an index in the pool
 */
export function vary(
  source: readonly number[],
  percent: number,
  brief: Brief,
  select: Select,
  history: History,
  seed: number,
): Variation {
  const all = select(brief);
  const known = new Set(source.map(all.pool.recording));
  const candidates = all.where((index) => !known.has(all.pool.recording(index)));
  const task: Task = { source, brief, history, seed, candidates, meanFrames: all.meanFrames };
  const vacated = vacate(task, percent);
  const { tracks, isNew, frames, guessed, found } = bestTrial(task, vacated);
  const shortage = isShort(brief, tracks, frames) ? explainShortage(task, vacated, percent, frames) : null;
  return {
    tracks,
    lengthFrames: frames,
    reasons: {
      ...found,
      candidates: [...found.candidates, { rule: 'new', left: candidates.indexes.length }],
      ...{ seed, guessed, shortage },
    },
    takenOut: [...vacated.takenOut].sort((a, b) => a - b),
    moved: tracks.filter((index, place) => !isNew.has(index) && vacated.places[place] !== index).length,
  };
}

interface Task {
  readonly source: readonly number[];
  readonly brief: Brief;
  readonly history: History;
  readonly seed: number;
  /** Those that are new. */
  readonly candidates: Candidates;
  /** Of a track, new or not. */
  readonly meanFrames: number;
}

/** A source with free places. */
interface Vacated {
  readonly takenOut: ReadonlySet<number>;
  /** The track at each place, null where it is free. */
  readonly places: readonly (number | null)[];
  readonly kept: readonly number[];
}

/** Frees a share of the places. The places of a smaller share are among those of a larger one. */
function vacate({ source, brief, candidates, seed }: Task, percent: number): Vacated {
  const isIncluded = isNamedBy(brief.include, candidates.pool.table);
  const drawn = [...drawEach(source.length, seededRandom(seed))];
  const lastGo = [false, true].flatMap((last) => drawn.filter((place) => isIncluded(source[place]!) === last));
  const takenOut = new Set(lastGo.slice(0, Math.max(1, Math.round((source.length * percent) / 100))));
  const places = source.map((track, place) => (takenOut.has(place) ? null : track));
  return { takenOut, places, kept: places.filter((track) => track !== null) };
}

/** Chooses new tracks for the free places. */
function refill(task: Task, { takenOut, kept }: Vacated, seed: number): Choice {
  const { source, brief, history, candidates, meanFrames } = task;
  // A list that is to be longer than its source takes more.
  const more = (brief.wantedFrames - framesOf(candidates.pool, source)) / Math.max(1, meanFrames);
  return chooseAsAsked(brief, candidates, (among, rules) =>
    replace(
      { candidates: among, history, required: requiredBy(brief, among), kept },
      {
        frames: brief.wantedFrames,
        overFrames: brief.overFrames,
        underFrames: toleranceOf(brief),
        mostTracks: brief.mostTracks,
        tracks: takenOut.size + Math.round(more),
        rules,
      },
      seed,
    ),
  );
}

interface Trial {
  readonly tracks: readonly number[];
  readonly isNew: ReadonlySet<number>;
  readonly frames: number;
  readonly guessed: number;
  readonly found: Omit<Reasons, 'seed' | 'guessed' | 'shortage'>;
}

/** So many sets of new tracks are tried where those before can't stand in the free places without breaking a rule. */
const TRIALS = 12;

/** The first trial that breaks no more than the source does, else the one that breaks least. */
function bestTrial(task: Task, vacated: Vacated): Trial {
  const { source, brief, candidates, seed } = task;
  const bearable = brokenIn(reasonsFor(brief, candidates, source, source.map(candidates.pool.listTrack)));
  let best = tryOnce(task, vacated, seed);
  for (let trial = 1; trial < TRIALS && brokenIn(best.found) > bearable; trial++) {
    const next = tryOnce(task, vacated, seed + trial * 1000);
    const isAsLong = next.frames >= best.frames || !isShort(brief, next.tracks, next.frames);
    if (isAsLong && brokenIn(next.found) < brokenIn(best.found)) best = next;
  }
  return best;
}

function tryOnce(task: Task, vacated: Vacated, seed: number): Trial {
  const { brief, history, candidates } = task;
  const { pool } = candidates;
  const { picks, frames } = refill(task, vacated, seed);
  const { tracks, guessed } = placeNew(brief, pool, vacated.places, picks, seed);
  const isNew = new Set(picks);
  // What the source had already is not repeated by this list.
  const list = tracks.map((index) => (isNew.has(index) ? listTrackIn(pool, history, index) : pool.listTrack(index)));
  return { tracks, isNew, frames, guessed, found: reasonsFor(brief, candidates, tracks, list) };
}

/** In how many places rules are broken; one hard rule weighs more than all soft ones. */
function brokenIn({ breaches, hardBreaches }: Pick<Reasons, 'breaches' | 'hardBreaches'>): number {
  return hardBreaches.length * 1e6 + breaches.length;
}

function explainShortage(task: Task, { kept }: Vacated, percent: number, frames: number): Shortage {
  const { brief, candidates } = task;
  const { pool, indexes } = candidates;
  const text = (count: number): string => formatDuration(framesToMs(count));
  const fitting = `${indexes.length} other ${indexes.length === 1 ? 'track fits' : 'tracks fit'}`;
  const shorter = shorterBy(brief, frames);
  const less = greatestShare(task, percent);
  return {
    message: `wanted ${text(brief.wantedFrames)}, but with the ${text(framesOf(pool, kept))} that are kept no more than ${text(frames)} was found (${fitting})`,
    hint: less === null ? 'widen genre and style, or add music' : `vary ${less}%, widen genre and style, or add music`,
    changes: [...(less === null ? [] : [{ column: 'vary', to: `${less}%` }]), ...(shorter ? [shorter] : [])],
  };
}

/** The greatest share below `percent` of which the length can be met, or null. */
function greatestShare(task: Task, percent: number): number | null {
  let [enough, tooMuch] = [0, percent];
  while (tooMuch - enough > 1) {
    const share = (enough + tooMuch) >> 1;
    const vacated = vacate(task, share);
    const { picks, frames } = refill(task, vacated, task.seed);
    if (isShort(task.brief, [...vacated.kept, ...picks], frames)) tooMuch = share;
    else enough = share;
  }
  return enough === 0 ? null : enough;
}
