/**
 * What an order that can't be met would have to ask for instead. In comes its brief, out go the changes to it that are
 * enough, each of one column, the smallest first.
 */
import { formatDuration } from '../base/duration.ts';
import { FRAMES_PER_SECOND } from '../base/frames.ts';
import { keyAt, keyPlace, placeDistance } from '../base/music-key.ts';
import type { NumberRange } from '../model/order.ts';
import type { Change } from '../model/reasons.ts';
import { choose } from './choose.ts';
import type { Brief } from '../model/brief.ts';
import { formatRange } from './constraints/range.ts';
import { isEnough, toleranceOf } from './enough.ts';
import { NO_HISTORY } from './history.ts';
import { requiredBy, type Select } from './select.ts';

/** A way to ask for less of one thing, by so many steps. */
interface Way {
  readonly column: string;
  readonly steps: number;
  after(brief: Brief, steps: number): Brief;
  /** What is then written in the column. */
  to(brief: Brief, steps: number): string;
}

/** So many years and beats a minute are as near as to the next best thing. */
const FARTHEST = 64;
/** What a manifest can ask for, and what tracks can have. */
const BOUNDS = { year: { least: 1860, most: 2100 }, bpm: { least: 20, most: 400 } } as const;
/** A list shorter than wanted by up to this share is better asked for shorter than otherwise. */
const SLIGHT = 0.05;

const LEAVING_OUT = ['style', 'where', 'key', 'bpm', 'year', 'exclude', 'artist', 'genre'] as const;

/** The changes to other columns than the length that would be enough. */
export function enoughChanges(brief: Brief, select: Select): Change[] {
  return WAYS.flatMap((way) => {
    const steps = fewestSteps(way, brief, (changed) => canBeMet(changed, select));
    return steps === null ? [] : [{ column: way.column, to: way.to(brief, steps) }];
  });
}

/** The change to the length that `frames` can be reached with, where that is any; none where they are sectors. */
export function shorterBy(brief: Brief, frames: number): Change | null {
  return brief.files || frames < 2 * FRAMES_PER_SECOND
    ? null
    : { column: 'duration', to: lengthFor(frames - (brief.pauseFrames ?? 0), toleranceOf(brief)) };
}

/** Whether a list is so little shorter than wanted that a shorter one is the smallest change. */
export function isSlight({ wantedFrames }: Brief, frames: number): boolean {
  return wantedFrames - frames <= wantedFrames * SLIGHT;
}

/** A change in words, as what to do: `widen the year to 1988-2001`. */
export function describeChange({ column, to }: Change): string {
  if (column === 'duration') return `ask for ${to} or less`;
  if (column === 'vary') return `vary ${to}`;
  if (to === '') return `leave the ${column} out`;
  if (column === 'relax') return `let rules give way (relax ${to})`;
  return column === 'explicit' ? `ask for explicit ${to}` : `widen the ${column} to ${to}`;
}

const WAYS: readonly Way[] = [
  widened('year'),
  widened('bpm'),
  {
    column: 'key',
    steps: 3,
    after: (brief, steps) => ({ ...brief, key: keysWithin(brief.key, steps) }),
    to: (brief, steps) => keysWithin(brief.key, steps).join('|'),
  },
  {
    column: 'explicit',
    steps: 1,
    after: (brief) => ({ ...brief, explicit: brief.explicit === 'forbid' ? 'avoid' : brief.explicit }),
    to: () => 'avoid',
  },
  ...LEAVING_OUT.map((column): Way => ({
    column,
    steps: 1,
    after: (brief) => ({ ...brief, [column]: Array.isArray(brief[column]) ? [] : null }),
    to: () => '',
  })),
];

function widened(column: 'year' | 'bpm'): Way {
  const { least, most } = BOUNDS[column];
  const wider = (range: NumberRange | null, steps: number): NumberRange | null =>
    range && {
      min: range.min && Math.max(least, range.min - steps),
      max: range.max && Math.min(most, range.max + steps),
    };
  return {
    column,
    steps: FARTHEST,
    after: (brief, steps) => ({ ...brief, [column]: wider(brief[column], steps) }),
    to: (brief, steps) => formatRange(wider(brief[column], steps)!),
  };
}

/** Keys that lie within so many steps of one of these on the wheel. */
function keysWithin(keys: readonly string[], steps: number): string[] {
  const places = keys.flatMap((key) => keyPlace(key) ?? []);
  return Array.from({ length: 24 }, (_, place) => place)
    .filter((place) => places.some((other) => placeDistance(place, other) <= steps))
    .map(keyAt);
}

/** The fewest steps on a way that are enough, or null where none are, or the brief doesn't ask for such a thing. */
function fewestSteps(way: Way, brief: Brief, isMet: (changed: Brief) => boolean): number | null {
  const asked = brief[way.column as keyof Brief];
  const isAsked = way.column === 'explicit' ? asked === 'forbid' : Array.isArray(asked) ? asked.length > 0 : asked;
  if (!isAsked || !isMet(way.after(brief, way.steps))) return null;
  let [tooFew, enough] = [0, way.steps];
  while (enough - tooFew > 1) {
    const steps = (tooFew + enough) >> 1;
    if (isMet(way.after(brief, steps))) enough = steps;
    else tooFew = steps;
  }
  return enough;
}

/** Whether a list can be found, with those rules that don't give way. */
function canBeMet(brief: Brief, select: Select): boolean {
  const candidates = select(brief);
  if (Math.round(candidates.meanFrames * candidates.indexes.length) < brief.wantedFrames - toleranceOf(brief))
    return false;
  const target = {
    ...{ frames: brief.wantedFrames, overFrames: brief.overFrames, underFrames: toleranceOf(brief) },
    ...{ mostTracks: brief.mostTracks, rules: brief.hardRules },
  };
  const material = { candidates, history: NO_HISTORY, required: requiredBy(brief, candidates) };
  return isEnough(brief, choose(material, target, 0));
}

/** A length that a list of so many frames meets: in whole seconds where that is near enough. */
function lengthFor(frames: number, toleranceFrames: number): string {
  const ms = Math.ceil((frames * 1000) / FRAMES_PER_SECOND);
  if (toleranceFrames < FRAMES_PER_SECOND) return formatDuration(ms, { fraction: true });
  return formatDuration(Math.ceil(ms / 1000) * 1000);
}
