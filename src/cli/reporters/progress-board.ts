/** How the orders stand that are being made right now, as lines for people: all of them together, then one each. */
import type { Clock } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { escapeControl } from '../../base/text.ts';
import { BATCH_JOB, type JobId } from '../../batch/job-store.ts';
import type { Watcher } from '../../batch/ports.ts';

export interface ProgressBoard {
  progress: Watcher['progress'];
  /** An order has come to its end. */
  finished(): void;
  /** Nobody here is at this job any more, whatever has become of it. */
  left(job: JobId): void;
  /** Whether nothing is being made, and nothing left to be. */
  isIdle(): boolean;
  /** Lines for a terminal of that many columns; they may be longer. */
  lines(columns: number): readonly string[];
}

/** Something that is on its way from 0 to 1, and the music that has gone by on the way. */
interface Course {
  readonly fromMs: number;
  readonly from: number;
  share: number;
  playedMs: number;
}

interface OrderRow {
  readonly name: string;
  readonly course: Course;
  activity: string;
  activityShare: number;
}

/** Before that much time or way there is nothing to be told of a pace. */
const LEAST_MS = 1000;
const LEAST_SHARE = 0.01;

/** `ordersLeft` tells how many orders have not come to their end yet; null where nobody knows. */
export function progressBoard(clock: Clock, ordersLeft: (finished: number) => number | null): ProgressBoard {
  const rows = new Map<string, OrderRow>();
  let finished = 0;
  let all: Course | null = null;
  let chore: string | null = null;

  const shareOfAll = (): number => {
    const left = ordersLeft(finished);
    const made = [...rows.values()].reduce((sum, { course }) => sum + course.share, finished);
    return left === null || finished + left === 0 ? 0 : Math.min(1, made / (finished + left));
  };
  const isIdle = (): boolean => rows.size === 0 && chore === null && ordersLeft(finished) === 0;
  const begin = (share: number): Course => ({ fromMs: clock(), from: share, share, playedMs: 0 });

  return {
    progress: (activity, share, { order, playMs = 0 } = {}) => {
      chore = order === undefined ? activity : null;
      all ??= begin(shareOfAll());
      if (order === undefined) return;
      const key = keyOf(order);
      const row = rows.get(key) ?? {
        name: `row ${order.row} ${escapeControl(order.title)}`,
        course: begin(order.share),
        activity,
        activityShare: share,
      };
      rows.set(key, row);
      const passedMs = row.activity === activity ? playMs * Math.max(0, share - row.activityShare) : 0;
      row.course.playedMs += passedMs;
      all.playedMs += passedMs;
      row.course.share = order.share;
      row.activity = activity;
      row.activityShare = share;
    },
    finished: () => void finished++,
    left: (job) => {
      rows.delete(keyOf(job));
      if (job.row === BATCH_JOB) chore = null;
      // What comes after a rest is counted anew.
      if (isIdle()) [finished, all] = [0, null];
    },
    isIdle,
    lines: (columns) => {
      const now = clock();
      const left = ordersLeft(finished);
      const done = left === null ? `${finished} done` : `${finished} of ${finished + left} orders done`;
      const first = describe({ ...(all ?? begin(0)), share: shareOfAll() }, now, columns);
      return [
        `${first}${done}${chore === null ? '' : `: ${chore}`}`,
        ...[...rows.values()].map(
          ({ name, course, activity }) => `${describe(course, now, columns)}${name}: ${activity}`,
        ),
      ];
    },
  };
}

function keyOf({ batch, row }: JobId): string {
  return `${batch} ${row}`;
}

/** A narrow terminal shows the percents alone: the names say more than a pace. */
const LEAST_COLUMNS = { left: 44, rate: 60 };

/** `  42 %   38x   0:12 left  `: always as wide, so that nothing jumps about. */
function describe({ fromMs, from, share, playedMs }: Course, now: number, columns: number): string {
  const spentMs = now - fromMs;
  const isTold = spentMs >= LEAST_MS && share - from >= LEAST_SHARE;
  const leftMs = (spentMs / (share - from)) * (1 - share);
  const rate = isTold && playedMs > 0 ? `${formatRate(playedMs / spentMs)}x` : '';
  const left = isTold ? `${formatDuration(Math.ceil(leftMs / 1000) * 1000)} left` : '';
  return [
    `${Math.floor(100 * share)} %`.padStart(5),
    ...(columns < LEAST_COLUMNS.rate ? [] : [rate.padStart(5)]),
    ...(columns < LEAST_COLUMNS.left ? [] : [left.padStart(12)]),
    '',
  ].join('  ');
}

function formatRate(rate: number): string {
  return rate < 9.95 ? rate.toFixed(1) : String(Math.round(rate));
}
