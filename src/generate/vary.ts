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
import { isNamedBy } from './constraints/named.ts';
import { drawEach } from './draw.ts';
import { toleranceOf } from './enough.ts';
import { chooseAsAsked, isShort, listTrackIn, reasonsFor, requiredBy, type Draft } from './generate.ts';
import type { History } from './history.ts';
import { placeNew } from './place.ts';
import type { Pool } from './pool.ts';
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
  const { pool } = all;
  const takenOut = pickPlaces(source, percent, brief, pool, seed);
  const places = source.map((track, place) => (takenOut.has(place) ? null : track));
  const kept = places.filter((track) => track !== null);
  const known = new Set(source.map(pool.recording));
  const candidates = all.where((index) => !known.has(pool.recording(index)));

  const attempt = (trial: number): Trial => {
    const { picks, frames } = chooseAsAsked(brief, candidates, (among, rules) =>
      replace(
        { candidates: among, history, required: requiredBy(brief, among), kept },
        {
          frames: brief.wantedFrames,
          overFrames: brief.overFrames,
          toleranceFrames: toleranceOf(brief),
          tracks: takenOut.size + moreTracks(source, brief, all),
          rules,
        },
        trial,
      ),
    );
    const { tracks, guessed } = placeNew(brief, pool, places, picks, trial);
    const isNew = new Set(picks);
    // What the source had already is not repeated by this list.
    const list = tracks.map((index) => (isNew.has(index) ? listTrackIn(pool, history, index) : pool.listTrack(index)));
    return { tracks, isNew, frames, guessed, found: reasonsFor(brief, candidates, tracks, list) };
  };
  const { tracks, isNew, frames, guessed, found } = bestOf(
    attempt,
    seed,
    brokenIn(reasonsFor(brief, candidates, source, source.map(pool.listTrack))),
  );
  const shortage = isShort(brief, tracks, frames) ? explainShortage(brief, candidates, kept, frames) : null;
  return {
    tracks,
    lengthFrames: frames,
    reasons: {
      ...found,
      candidates: [...found.candidates, { rule: 'new', left: candidates.indexes.length }],
      ...{ seed, guessed, shortage },
    },
    takenOut: [...takenOut].sort((a, b) => a - b),
    moved: tracks.filter((index, place) => !isNew.has(index) && places[place] !== index).length,
  };
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

/** The first trial that breaks no more than `bearable`, else the one that breaks least. */
function bestOf(attempt: (trial: number) => Trial, seed: number, bearable: number): Trial {
  let best = attempt(seed);
  for (let trial = 1; trial < TRIALS && brokenIn(best.found) > bearable; trial++) {
    const next = attempt(seed + trial * 1000);
    if (brokenIn(next.found) < brokenIn(best.found) && next.frames >= best.frames) best = next;
  }
  return best;
}

/** In how many places rules are broken; one hard rule weighs more than all soft ones. */
function brokenIn({ breaches, hardBreaches }: Pick<Reasons, 'breaches' | 'hardBreaches'>): number {
  return hardBreaches.length * 1e6 + breaches.length;
}

function pickPlaces(
  source: readonly number[],
  percent: number,
  { include }: Brief,
  { table }: Pool,
  seed: number,
): ReadonlySet<number> {
  const isIncluded = isNamedBy(include, table);
  const drawn = [...drawEach(source.length, seededRandom(seed))];
  const byRank = [false, true].flatMap((rank) => drawn.filter((place) => isIncluded(source[place]!) === rank));
  return new Set(byRank.slice(0, Math.max(1, Math.round((source.length * percent) / 100))));
}

/** How many tracks more than the source has a longer list takes. */
function moreTracks(source: readonly number[], { wantedFrames }: Brief, { pool, meanFrames }: Candidates): number {
  const frames = framesOf(pool, source);
  return Math.round((wantedFrames - frames) / Math.max(1, meanFrames));
}

function explainShortage(
  brief: Brief,
  { pool, indexes }: Candidates,
  kept: readonly number[],
  frames: number,
): Shortage {
  const text = (count: number): string => formatDuration(framesToMs(count));
  const fitting = `${indexes.length} other ${indexes.length === 1 ? 'track fits' : 'tracks fit'}`;
  const shorter = shorterBy(frames);
  return {
    message: `wanted ${text(brief.wantedFrames)}, but with the ${text(framesOf(pool, kept))} that are kept no more than ${text(frames)} was found (${fitting})`,
    hint: 'vary less, widen genre and style, or add music',
    changes: shorter ? [shorter] : [],
  };
}

function framesOf({ table }: Pool, tracks: readonly number[]): number {
  return tracks.reduce((sum, index) => sum + table.frames[index]!, 0);
}
