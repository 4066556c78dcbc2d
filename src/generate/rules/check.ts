import { formatDuration } from '../../base/duration.ts';
import { framesToMs } from '../../base/frames.ts';
import { percentOf } from './quota.ts';
import type {
  Breach,
  CapRule,
  GapRule,
  ListRule,
  ListTrack,
  SpreadRule,
  Trait,
  WindowRule,
} from '../../model/list-rule.ts';

/** A list as rules look at it: the track at each position, from 0. */
export type TrackAt = (position: number) => ListTrack;

/** What a rule wants and what it finds at one place. */
export interface Shortfall {
  readonly wanted: number;
  readonly found: number;
  /** For windows: the run is too long, not the number too great. */
  readonly inARow?: boolean;
}

/** Every place where a list breaks a rule, by position. */
export function checkRule(rule: ListRule, list: readonly ListTrack[]): Breach[] {
  const breach = (position: number | null, shortfall: Shortfall): Breach => {
    const { wanted, found } = shortfall;
    return { rule: ruleId(rule), position, wanted, found, message: describe(rule, shortfall) };
  };
  if (rule.kind === 'quota') {
    const found = percentOf(rule.of, list);
    const isKept = rule.bound === 'least' ? found >= rule.percent : found <= rule.percent;
    return isKept || list.length === 0 ? [] : [breach(null, { wanted: rule.percent, found })];
  }
  return list.flatMap((_, position) => {
    const shortfall = shortfallAt(rule, (i) => list[i]!, position);
    return shortfall === null ? [] : [breach(position + 1, shortfall)];
  });
}

/** How the track at `position` breaks a rule against those before it, or null. Quotas are of the whole list alone. */
export function shortfallAt(rule: ListRule, at: TrackAt, position: number): Shortfall | null {
  switch (rule.kind) {
    case 'cap':
      return capShortfall(rule, at, position);
    case 'gap':
      return gapShortfall(rule, at, position);
    case 'window':
      return windowShortfall(rule, at, position);
    case 'fresh': {
      const { restedDays } = at(position);
      return restedDays === undefined || restedDays >= rule.days ? null : { wanted: rule.days, found: restedDays };
    }
    case 'spread':
      return spreadShortfall(rule, at, position);
    case 'quota':
      return null;
  }
}

/** The names that a trait compares. */
export function namesOf(track: ListTrack, by: Trait): readonly string[] {
  switch (by) {
    case 'artist':
      return track.artists;
    case 'album':
      return track.albums;
    case 'title':
      return track.titles;
  }
}

/** Name of a rule in reports: `artist-gap`, `max-per-album`, `artist-window`, `quota Jazz`. */
export function ruleId(rule: ListRule): string {
  switch (rule.kind) {
    case 'cap':
      return `max-per-${rule.by}`;
    case 'quota':
      return `quota ${rule.of.name}`;
    case 'fresh':
      return 'fresh-days';
    default:
      return `${rule.by}-${rule.kind}`;
  }
}

function capShortfall({ by, most }: CapRule, at: TrackAt, position: number): Shortfall | null {
  for (const name of namesOf(at(position), by)) {
    let found = 1;
    for (let i = 0; i < position; i++) if (namesOf(at(i), by).includes(name)) found++;
    if (found > most) return { wanted: most, found };
  }
  return null;
}

function gapShortfall({ by, least, unit }: GapRule, at: TrackAt, position: number): Shortfall | null {
  const names = namesOf(at(position), by);
  let between = 0;
  for (let i = position - 1; i >= 0 && between < least; i--) {
    const other = at(i);
    if (shareName(names, namesOf(other, by))) return { wanted: least, found: between };
    between += unit === 'tracks' ? 1 : other.frames;
  }
  return null;
}

function shareName(a: readonly string[], b: readonly string[]): boolean {
  for (const name of a) if (b.includes(name)) return true;
  return false;
}

/** A track counts as within the window while any part of it lies less than `frames` before the end of this one. */
function windowShortfall(rule: WindowRule, at: TrackAt, position: number): Shortfall | null {
  const track = at(position);
  for (const name of namesOf(track, rule.by)) {
    let found = 1;
    let run = 1;
    let unbroken = true;
    for (let i = position - 1, elapsed = track.frames; i >= 0 && (unbroken || elapsed < rule.frames); i--) {
      const other = at(i);
      const same = namesOf(other, rule.by).includes(name);
      unbroken &&= same;
      if (unbroken) run++;
      if (same && elapsed < rule.frames) found++;
      elapsed += other.frames;
    }
    if (run > rule.inARow) return { wanted: rule.inARow, found: run, inARow: true };
    if (found > rule.most) return { wanted: rule.most, found };
  }
  return null;
}

/** Told where a track makes the spread wider than it was. */
function spreadShortfall({ by, most }: SpreadRule, at: TrackAt, position: number): Shortfall | null {
  const value = at(position)[by];
  if (value === null) return null;
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < position; i++) {
    const other = at(i)[by];
    if (other === null) continue;
    low = Math.min(low, other);
    high = Math.max(high, other);
  }
  if (value >= low && value <= high) return null;
  // Rounded, since 0.7 - 0.4 is more than 0.3.
  const found = Math.round((Math.max(high, value) - Math.min(low, value)) * 1000) / 1000;
  return found > most ? { wanted: most, found } : null;
}

function describe(rule: ListRule, { wanted, found, inARow }: Shortfall): string {
  switch (rule.kind) {
    case 'cap':
      return `track number ${found} of one ${rule.by}, where ${are(wanted)} wanted at the most`;
    case 'gap': {
      const amount = (n: number): string =>
        rule.unit === 'tracks' ? `${n} other ${n === 1 ? 'track' : 'tracks'}` : formatDuration(framesToMs(n));
      return `the same ${rule.by} again after ${amount(found)}, where ${amount(wanted)} ${wanted === 1 ? 'is' : 'are'} wanted`;
    }
    case 'window': {
      const where = inARow ? 'in a row' : `within ${formatDuration(framesToMs(rule.frames))}`;
      return `${found} tracks of one ${rule.by} ${where}, where ${are(wanted)} allowed`;
    }
    case 'quota':
      return `${found} % of the time is ${rule.of.name}, where at ${rule.bound} ${wanted} % are wanted`;
    case 'fresh':
      return found === 0
        ? 'in another list of the batch already'
        : `in a list ${found === 1 ? '1 day' : `${found} days`} ago, where ${are(wanted)} wanted`;
    case 'spread':
      return `${rule.by === 'year' ? 'years' : rule.by} ${found} apart, where ${are(wanted)} wanted at the most`;
  }
}

function are(count: number): string {
  return `${count} ${count === 1 ? 'is' : 'are'}`;
}
