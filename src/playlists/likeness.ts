import { editDistance, fold } from '../base/text.ts';
import { creditsOf } from '../model/credits.ts';
import { recordingTitle } from '../model/recording.ts';
import { trackLengthMs, type Track } from '../model/track.ts';
import type { PlaylistEntry } from './formats/format.ts';

const WEIGHTS = { title: 0.5, artist: 0.3, length: 0.2 } as const;
/** Titles that are the same but for what tells versions apart. */
const OTHER_VERSION = 0.9;
/** What nobody tells neither speaks for a track nor against it. */
const UNTOLD = 0.75;
/** Lengths that are so far apart are of different recordings. */
const FAR_MS = 30_000;
const COMPARED = 64;

/**
 * How like a track is to an entry of a list, by its names and its length: 1 where all is told and the same, to two digits
 * behind the point. Lengths within `toleranceMs` are the same.
 */
export function likeness(
  entry: Pick<PlaylistEntry, 'title' | 'artist' | 'lengthMs'>,
  track: Track,
  toleranceMs: number,
): number {
  const score =
    WEIGHTS.title * titleLikeness(entry.title, track.title) +
    WEIGHTS.artist * artistLikeness(entry.artist, track.artist) +
    WEIGHTS.length * lengthLikeness(entry.lengthMs, trackLengthMs(track), toleranceMs);
  return Math.round(score * 100) / 100;
}

function titleLikeness(a: string, b: string): number {
  const same = recordingTitle(a) === recordingTitle(b) ? OTHER_VERSION : 0;
  return Math.max(same, textLikeness(fold(a), fold(b)));
}

function artistLikeness(a: string, b: string): number {
  if (a === '' || b === '') return UNTOLD;
  const others = new Set(creditsOf(b));
  return creditsOf(a).some((name) => others.has(name)) ? 1 : textLikeness(fold(a), fold(b));
}

function lengthLikeness(a: number | null, b: number, toleranceMs: number): number {
  if (a === null || b === 0) return UNTOLD;
  const gap = Math.abs(a - b);
  return gap <= toleranceMs ? 1 : Math.max(0, 1 - (gap - toleranceMs) / FAR_MS);
}

/** The share of letters that stay, in texts of which the beginnings are compared. */
function textLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const [left, right] = [a.slice(0, COMPARED), b.slice(0, COMPARED)];
  return 1 - editDistance(left, right) / Math.max(left.length, right.length, 1);
}
