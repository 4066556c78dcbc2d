/** Applies the rules on tracks. In come a brief and a pool, out go the tracks that may be chosen from. */
import { canonicalJson, sha256 } from '../base/hash.ts';
import type { Brief, FileForm } from '../model/brief.ts';
import { CONSTRAINTS } from './constraints/index.ts';
import { isNamedBy } from './constraints/named.ts';
import { groupTest } from './ledger.ts';
import { framesOf, playedFramesOf, type Pool } from './pool.ts';
import type { Counts } from '../model/reasons.ts';
import type { QuotaGroup } from '../model/list-rule.ts';

export interface Candidates {
  readonly pool: Pool;
  /** Ascending, and so in order of ids. */
  readonly indexes: Uint32Array;
  readonly counts: Counts;
  readonly meanFrames: number;
  /** Frames that they play for each that they take of a list's length. */
  readonly pace: number;
  /** Of all facts on these tracks: equal fingerprints and seeds give equal lists, wherever the files lie. */
  readonly fingerprint: string;
  /** Those that count for a quota. */
  members(group: QuotaGroup): Uint32Array;
  /** Those that pass a test, under the same fingerprint. */
  where(passes: (index: number) => boolean): Candidates;
  /** Those that are not marked as explicit. */
  clean(): Candidates;
}

/** Candidates are kept for other briefs of the same rules, up to so many tracks in all (80 MB). */
const KEPT_TRACKS = 20_000_000;

export type Select = (brief: Brief) => Candidates;

/** Tells how many sectors the file of a track of the pool takes in a form. */
export type Weigh = (form: FileForm, index: number) => number;

/** A selector that works out each set of rules on tracks once. Only briefs in sectors need to have files weighed. */
export function selector(pool: Pool, weigh?: Weigh): Select {
  // A brief is asked for several times on its way.
  const keys = new WeakMap<Brief, string>();
  const kept = new Map<string, Candidates>();
  const pools = new Map<string, Pool>();
  let keptTracks = 0;
  const poolFor = ({ pauseFrames = 0, files }: Brief): Pool => {
    const key = JSON.stringify(files ?? pauseFrames);
    const known = pools.get(key) ?? (files ? inSectors(pool) : withPauses(pool, pauseFrames));
    pools.set(key, known);
    return known;
  };
  return (brief) => {
    const key = keys.get(brief) ?? keyOf(brief);
    keys.set(brief, key);
    let candidates = kept.get(key);
    if (candidates === undefined) {
      candidates = select(brief, poolFor(brief), weigh);
      kept.set(key, candidates);
      keptTracks += candidates.indexes.length;
      for (const [oldest, { indexes }] of kept) {
        if (keptTracks <= KEPT_TRACKS || oldest === key) break;
        kept.delete(oldest);
        keptTracks -= indexes.length;
      }
    }
    return candidates;
  };
}

/** The same for equal rules on tracks, and an equal measure of them, as far as their keys come in the same order. */
function keyOf(brief: Brief): string {
  return JSON.stringify([brief.files ?? brief.pauseFrames, ...CONSTRAINTS.map((constraint) => constraint.asks(brief))]);
}

/** The pool in which each track takes so much more. */
function withPauses(pool: Pool, pauseFrames: number): Pool {
  if (pauseFrames === 0) return pool;
  return { ...pool, table: { ...pool.table, frames: pool.table.frames.map((frames) => frames + pauseFrames) } };
}

/** The pool in which tracks take what their files do; 0 until they are weighed. */
function inSectors(pool: Pool): Pool {
  return { ...pool, table: { ...pool.table, frames: new Int32Array(pool.table.count) }, played: pool.table.frames };
}

function select(brief: Brief, pool: Pool, weigh: Weigh | undefined): Candidates {
  const { table } = pool;
  const left = new Uint32Array(table.count);
  for (let index = 0; index < left.length; index++) left[index] = index;
  let count = left.length;
  const counts = [{ rule: 'library', left: count }];
  for (const constraint of CONSTRAINTS) {
    // Files are weighed only of tracks that all other rules let through: that takes longer than the rest.
    if (brief.files && constraint.id === 'medium') {
      for (const index of left.subarray(0, count)) table.frames[index] ||= weigh!(brief.files, index);
    }
    const accepts = constraint.accepts(brief, pool);
    if (!accepts) continue;
    count = keep(left, count, accepts);
    counts.push({ rule: constraint.id, left: count });
  }
  const indexes = left.slice(0, count);
  const facts = fingerprintOf(table.digest, indexes);
  // No other fact tells how large a file is.
  const fingerprint = brief.files ? sha256(facts + fingerprintOf(table.frames, indexes)).slice(0, 32) : facts;
  return candidatesOf(pool, indexes, counts, fingerprint);
}

/** Moves those of the first `count` that pass to the front, and tells how many they are: `filter` takes ten times as long. */
function keep(indexes: Uint32Array, count: number, passes: (index: number) => boolean): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const index = indexes[i]!;
    if (passes(index)) indexes[kept++] = index;
  }
  return kept;
}

function candidatesOf(pool: Pool, indexes: Uint32Array, counts: Counts, fingerprint: string): Candidates {
  const members = new Map<string, Uint32Array>();
  let clean: Candidates | undefined;
  const frames = framesOf(pool, indexes);
  const where = (passes: (index: number) => boolean): Candidates =>
    candidatesOf(pool, indexes.filter(passes), counts, fingerprint);
  return {
    pool,
    indexes,
    counts,
    fingerprint,
    meanFrames: frames / Math.max(1, indexes.length),
    pace: pool.played ? playedFramesOf(pool, indexes) / Math.max(1, frames) : 1,
    members: (group) => {
      const key = canonicalJson(group);
      const found = members.get(key) ?? indexes.filter(groupTest(pool, group));
      members.set(key, found);
      return found;
    },
    where,
    clean: () => (clean ??= where((index) => pool.table.explicit[index] !== 1)),
  };
}

/** Those that the brief includes by name. */
export function requiredBy({ include }: Brief, { pool, indexes }: Candidates): readonly number[] {
  return include.length === 0 ? [] : [...indexes.filter(isNamedBy(include, pool.table))];
}

function fingerprintOf(digests: Float64Array | Int32Array, indexes: Uint32Array): string {
  const own = new Float64Array(indexes.length);
  for (let i = 0; i < indexes.length; i++) own[i] = digests[indexes[i]!]!;
  const view = new DataView(own.buffer);
  // Little-endian on every machine.
  for (let i = 0; i < own.length; i++) view.setFloat64(8 * i, own[i]!, true);
  return sha256(new Uint8Array(own.buffer)).slice(0, 32);
}
