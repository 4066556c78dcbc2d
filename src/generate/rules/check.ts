import { formatDuration } from '../../base/duration.ts';
import { framesToMs } from '../../base/frames.ts';
import type { Breach, CapRule, GapRule, ListRule, ListTrack, Trait, WindowRule } from './rule.ts';

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
  return list.flatMap((_, position) => {
    const shortfall = shortfallAt(rule, (i) => list[i]!, position);
    if (shortfall === null) return [];
    const { wanted, found } = shortfall;
    return [{ rule: ruleId(rule), position: position + 1, wanted, found, message: describe(rule, shortfall) }];
  });
}

/** How the track at `position` breaks a rule against those before it, or null. */
export function shortfallAt(rule: ListRule, at: TrackAt, position: number): Shortfall | null {
  switch (rule.kind) {
    case 'cap':
      return capShortfall(rule, at, position);
    case 'gap':
      return gapShortfall(rule, at, position);
    case 'window':
      return windowShortfall(rule, at, position);
  }
}

/** The names that a trait compares: several for artists, one or none for the others. */
export function namesOf(track: ListTrack, by: Trait): readonly string[] {
  if (by === 'artist') return track.artists;
  if (by === 'title') return [track.title];
  return track.album === null ? [] : [track.album];
}

/** Name of a rule in reports: `artist-gap`, `max-per-album`, `artist-window`. */
function ruleId(rule: ListRule): string {
  return rule.kind === 'cap' ? `max-per-${rule.by}` : `${rule.by}-${rule.kind}`;
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
    if (namesOf(other, by).some((name) => names.includes(name))) return { wanted: least, found: between };
    between += unit === 'tracks' ? 1 : other.frames;
  }
  return null;
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

function describe(rule: ListRule, { wanted, found, inARow }: Shortfall): string {
  switch (rule.kind) {
    case 'cap':
      return `track number ${found} of one ${rule.by}, where ${wanted} are wanted at the most`;
    case 'gap': {
      const amount = (n: number): string =>
        rule.unit === 'tracks' ? `${n} other tracks` : formatDuration(framesToMs(n));
      return `the same ${rule.by} again after ${amount(found)}, where ${amount(wanted)} are wanted`;
    }
    case 'window': {
      const where = inARow ? 'in a row' : `within ${formatDuration(framesToMs(rule.frames))}`;
      return `${found} tracks of one ${rule.by} ${where}, where ${wanted} are allowed`;
    }
  }
}
