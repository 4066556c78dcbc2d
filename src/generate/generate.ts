/**
 * A brief, a library and a seed in; a draft and its reasons out. Pure: no clock, no database, no chance but the seed's.
 * The same input gives the same list on every machine; a track that no rule lets through has no influence.
 *
 * Hard rules are never broken. Where the rules on the list can't all be kept at the wanted length, they give way in their
 * order and only as far as needed, and every place where the finished list breaks one is told.
 */
import { canonicalJson, sha256 } from '../base/hash.ts';
import { seededRandom } from '../base/random.ts';
import { compareText } from '../base/text.ts';
import { playlistFrames } from '../model/playlist.ts';
import { trackFrames, type Track } from '../model/track.ts';
import { choose, type Choices } from './choose.ts';
import type { Brief, Shortage } from './constraints/constraint.ts';
import { CONSTRAINTS } from './constraints/index.ts';
import { isNamedBy } from './constraints/named.ts';
import { listTrackOf, recordingKey } from './list-track.ts';
import { capsOf, countedTraits } from './rules/caps.ts';
import { checkRule } from './rules/check.ts';
import { loosened } from './rules/loosen.ts';
import type { Breach, ListRule, ListTrack } from './rules/rule.ts';
import { putInOrder } from './sequence.ts';
import { describeShortage } from './shortage.ts';

export interface Draft {
  readonly tracks: readonly Track[];
  readonly lengthFrames: number;
  readonly gapFrames: number;
  readonly reasons: Reasons;
}

export interface Reasons {
  readonly seed: number;
  /** How many tracks were left after each rule on tracks, the first entry being the whole library. */
  readonly candidates: readonly { readonly rule: string; readonly left: number }[];
  /** Of all facts on the tracks that the rules let through: equal fingerprints and seeds give equal lists. */
  readonly libraryFingerprint: string;
  /** Where the list breaks rules that had to give way. */
  readonly breaches: readonly Breach[];
  /** Where it breaks rules that must not be broken: the list is of no use then. */
  readonly hardBreaches: readonly Breach[];
  /** Explicit tracks that were taken because the others did not do. */
  readonly explicitTracks: number;
  /** Tracks of which the order of the list had to guess tempo, key or energy. */
  readonly guessed: number;
  /** Why the list is shorter than wanted, or null. */
  readonly shortage: Shortage | null;
}

/** A list shorter than wanted by more than this share of the wanted length (and 2 seconds) came out short. */
const TOLERANCE_SHARE = 0.01;
const TOLERANCE_FRAMES = 150;

/** How far below the wanted length a list may stay and still be as ordered, where the brief says nothing else. */
export function toleranceFrames(wantedFrames: number): number {
  return Math.max(TOLERANCE_FRAMES, Math.floor(wantedFrames * TOLERANCE_SHARE));
}

/** Applies the rules on tracks to the library: what is left, by id, and how many were left after each rule. */
export function selectCandidates(
  brief: Brief,
  library: readonly Track[],
): { eligible: Track[]; counts: Reasons['candidates'] } {
  let eligible = [...library].sort((a, b) => compareText(a.id, b.id));
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
  return sha256(tracks.map(digestOf).sort().join('\n')).slice(0, 32);
}

/** Digests of all facts on tracks but where they lie; every order of a batch asks for the same ones. */
const digests = new WeakMap<Track, string>();

function digestOf(track: Track): string {
  let digest = digests.get(track);
  if (digest === undefined) {
    const { path: _path, ...facts } = track;
    digests.set(track, (digest = sha256(canonicalJson(facts))));
  }
  return digest;
}

/** Chooses tracks to the wanted length, never over it, no recording twice, and puts them into the wanted order. */
export function generate(brief: Brief, library: readonly Track[], seed: number): Draft {
  const { eligible, counts } = selectCandidates(brief, library);
  const tolerance = brief.toleranceFrames ?? toleranceFrames(brief.wantedFrames);
  const chosen = chooseCleanly(brief, eligible, tolerance, seed);
  const { tracks, guessed } = putInOrder(brief, chosen, seededRandom(seed));

  const list = tracks.map(listTrackOf);
  const lengthFrames = playlistFrames(tracks);
  const gapFrames = brief.wantedFrames - lengthFrames;
  return {
    tracks,
    lengthFrames,
    gapFrames,
    reasons: {
      seed,
      candidates: counts,
      libraryFingerprint: fingerprint(eligible),
      breaches: brief.rules.flatMap((rule) => checkRule(rule, list)),
      hardBreaches: brief.hardRules.flatMap((rule) => checkRule(rule, list)),
      explicitTracks: brief.explicit === 'avoid' ? tracks.filter((track) => track.explicit === true).length : 0,
      guessed,
      shortage:
        gapFrames > tolerance || tracks.length === 0
          ? describeShortage(brief, library, eligible, counts, lengthFrames)
          : null,
    },
  };
}

/** Avoids explicit tracks where the brief says so and the others are enough. */
function chooseCleanly(brief: Brief, eligible: readonly Track[], tolerance: number, seed: number): Track[] {
  if (brief.explicit === 'avoid') {
    const rest = eligible.filter((track) => track.explicit !== true);
    const chosen = chooseLoosely(brief, rest, tolerance, seed);
    if (playlistFrames(chosen) >= brief.wantedFrames - tolerance) return chosen;
  }
  return chooseLoosely(brief, eligible, tolerance, seed);
}

/** Chooses with all rules, and with looser ones only where the length can't be met otherwise. */
function chooseLoosely(brief: Brief, eligible: readonly Track[], tolerance: number, seed: number): Track[] {
  if (eligible.length === 0) return [];
  const choices = choicesOf(brief, eligible);
  const meanFrames = playlistFrames(eligible) / eligible.length;
  const chooseBy = (rules: readonly ListRule[]): number[] => {
    const tracks = Math.ceil(brief.wantedFrames / meanFrames);
    return choose(
      choices,
      brief.wantedFrames,
      capsOf([...brief.hardRules, ...rules], tracks, brief.wantedFrames),
      seed,
    );
  };
  const isEnough = (picks: readonly number[]): boolean =>
    picks.reduce((sum, index) => sum + choices.frames(index), 0) >= brief.wantedFrames - tolerance;
  return loosened(brief.rules, chooseBy, isEnough).map((index) => eligible[index]!);
}

function choicesOf({ include }: Brief, tracks: readonly Track[]): Choices {
  const known: (ListTrack | undefined)[] = [];
  const facts = (index: number): ListTrack => (known[index] ??= listTrackOf(tracks[index]!));
  const isIncluded = isNamedBy(include);
  return {
    count: tracks.length,
    required: include.length === 0 ? [] : tracks.flatMap((track, index) => (isIncluded(track) ? [index] : [])),
    frames: (index) => trackFrames(tracks[index]!),
    recording: (index) => recordingKey(tracks[index]!, facts(index)),
    counted: (index) => countedTraits(facts(index)),
  };
}
