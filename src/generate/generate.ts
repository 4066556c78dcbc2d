/**
 * A brief, candidates and a seed in; a draft and its reasons out. Pure: no clock, no database, no chance but the
 * seed's. The same input gives the same list on every machine; a track that no rule lets through has no influence.
 */
import { formatDuration } from '../base/duration.ts';
import { framesToMs } from '../base/frames.ts';
import { canonicalJson, sha256 } from '../base/hash.ts';
import { hash32, mix32 } from '../base/random.ts';
import { compareText, fold } from '../base/text.ts';
import { playlistFrames } from '../model/playlist.ts';
import { trackFrames, type Track } from '../model/track.ts';
import { CONSTRAINTS } from './constraints/index.ts';
import type { Brief, Shortage } from './constraints/constraint.ts';
import { fill } from './fill.ts';

export interface Draft {
  readonly tracks: readonly Track[];
  readonly lengthFrames: number;
  readonly gapFrames: number;
  readonly reasons: Reasons;
}

export interface Reasons {
  readonly seed: number;
  /** How many tracks were left after each rule, the first entry being the whole library. */
  readonly candidates: readonly { readonly rule: string; readonly left: number }[];
  /** Of all facts on the tracks that the rules let through: equal fingerprints and seeds give equal lists. */
  readonly libraryFingerprint: string;
  /** Why the list is shorter than wanted, or null. */
  readonly shortage: Shortage | null;
}

/** A list shorter than wanted by more than this share of the wanted length (and 2 seconds) came out short. */
const TOLERANCE_SHARE = 0.01;
const TOLERANCE_FRAMES = 150;

/** How far below the wanted length a list may stay and still be as ordered. */
export function toleranceFrames(wantedFrames: number): number {
  return Math.max(TOLERANCE_FRAMES, Math.floor(wantedFrames * TOLERANCE_SHARE));
}

/** Applies the rules of the brief to the library: what is left, and how many were left after each rule. */
export function selectCandidates(
  brief: Brief,
  library: readonly Track[],
): { eligible: Track[]; counts: Reasons['candidates'] } {
  let eligible = [...library];
  const counts = [{ rule: 'library', left: eligible.length }];
  for (const constraint of CONSTRAINTS) {
    const accepts = constraint.accepts(brief);
    if (!accepts) continue;
    eligible = eligible.filter(accepts);
    counts.push({ rule: constraint.id, left: eligible.length });
  }
  return { eligible, counts };
}

/** Fingerprint of the tracks that a choice is made from, independent of their order and of where the files lie. */
export function fingerprint(tracks: readonly Track[]): string {
  const facts = [...tracks].sort((a, b) => compareText(a.id, b.id)).map(({ path: _path, ...rest }) => rest);
  return sha256(canonicalJson(facts)).slice(0, 32);
}

/** Chooses tracks to the wanted length, never over it, no recording twice. */
export function generate(brief: Brief, library: readonly Track[], seed: number): Draft {
  const { eligible, counts } = selectCandidates(brief, library);
  const ranked = oneVersionEach(rank(eligible, seed));
  const chosen = fill(ranked.map(trackFrames), brief.wantedFrames).map((i) => ranked[i]!);
  const tracks = rank(chosen, seed + 1);
  const lengthFrames = playlistFrames(tracks);
  const gapFrames = brief.wantedFrames - lengthFrames;
  const short = gapFrames > toleranceFrames(brief.wantedFrames);
  return {
    tracks,
    lengthFrames,
    gapFrames,
    reasons: {
      seed,
      candidates: [...counts, { rule: 'one-version', left: ranked.length }],
      libraryFingerprint: fingerprint(eligible),
      shortage: short ? describeShortage(brief, library, ranked, counts, lengthFrames) : null,
    },
  };
}

/** Puts tracks into an order that chance decides by the seed alone: a track's place does not depend on the others. */
function rank(tracks: readonly Track[], seed: number): Track[] {
  const salt = hash32(String(seed));
  return tracks
    .map((track) => ({ track, place: mix32(hash32(track.id) ^ salt) }))
    .sort((a, b) => a.place - b.place || compareText(a.track.id, b.track.id))
    .map(({ track }) => track);
}

/** Keeps the first of all tracks with one title and artist. */
function oneVersionEach(tracks: readonly Track[]): Track[] {
  const seen = new Set<string>();
  return tracks.filter((track) => {
    const key = track.artist === '' ? track.id : `${fold(track.artist)}\n${fold(track.title)}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

function describeShortage(
  brief: Brief,
  library: readonly Track[],
  usable: readonly Track[],
  counts: Reasons['candidates'],
  lengthFrames: number,
): Shortage {
  const wanted = formatDuration(framesToMs(brief.wantedFrames));
  const empty = counts.find(({ left }) => left === 0);
  if (empty) {
    if (empty.rule === 'library')
      return { message: 'the library has no tracks', hint: 'name a folder of music with --library DIR' };
    const constraint = CONSTRAINTS.find(({ id }) => id === empty.rule)!;
    return constraint.explainNone(brief, library);
  }
  const total = formatDuration(framesToMs(playlistFrames(usable)));
  if (usable.length > 0 && lengthFrames === 0) {
    const shortest = formatDuration(framesToMs(Math.min(...usable.map(trackFrames))));
    return {
      message: `the shortest of the ${usable.length} fitting tracks lasts ${shortest}, longer than the wanted ${wanted}`,
      hint: `ask for ${shortest} or more`,
    };
  }
  const got = formatDuration(framesToMs(lengthFrames));
  return usable.length > 0 && playlistFrames(usable) < brief.wantedFrames
    ? {
        message: `wanted ${wanted}, but the library holds only ${total} that fit (${usable.length} tracks)`,
        hint: `ask for ${total} or less, widen genre and style, or add music`,
      }
    : {
        message: `wanted ${wanted}, the nearest that the ${usable.length} fitting tracks can make without going over is ${got}`,
        hint: `ask for ${got}, widen genre and style, or add music`,
      };
}
