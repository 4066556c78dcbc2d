/**
 * Where rows of catalogues, tracks without audio and tracks with audio are one recording, they become one track here: the
 * one with audio if there is one (all of them, where it lies in several files), else one without.
 */
import { compareText } from '../base/text.ts';
import { digestOf } from '../model/track-table.ts';
import { FORMER, type CatalogueStore } from './catalogue-store.ts';
import type { CatalogueTrack } from './catalogues/catalogue.ts';
import { mergeRows } from './catalogues/merge.ts';
import type { LibraryStore } from './library-store.ts';
import type { TrackFacts } from './read-track.ts';
import { enriched, NO_CODEC, taggedOf, toldOf, type RecordingKey } from './recordings.ts';

export interface Stores {
  readonly library: LibraryStore;
  readonly catalogues: CatalogueStore;
}

/** What is one recording. */
export interface Recording {
  /** What rows say of it, together; null where none does. */
  readonly told: CatalogueTrack | null;
  readonly keys: readonly RecordingKey[];
  /** Ids of the tracks that it is. */
  readonly ids: readonly string[];
}

export interface Settled {
  /** The track that it is now, the first by its id of several with audio. */
  readonly id: string;
  readonly kind: 'new' | 'named' | 'audio';
}

/** Makes a recording one track, or one for each of its contents. At least one row or track must tell of it. */
export function settle(recording: Recording, stores: Stores): Settled {
  if (recording.ids.length === 0) return settleNamed(recording, [], stores);
  const found = [...new Set(recording.ids)].sort().flatMap((id) => stores.library.facts(id) ?? []);
  const audio = found.filter(({ id, codec }) => codec !== NO_CODEC && stores.library.filesOf(id).length > 0);
  const named = found
    .filter((facts) => !audio.includes(facts))
    .map((facts) => ({ facts, told: toldBefore(facts, stores) }));
  return audio.length > 0 ? settleAudio(recording, named, audio, stores) : settleNamed(recording, named, stores);
}

/** The tracks that a key stands for now. One that says only how its track began need not be kept. */
export function tracksOf([key, own]: RecordingKey, stores: Stores): readonly string[] {
  const ids = tracksKept(key, stores);
  const made = stores.library.has(own) ? [own] : stores.catalogues.idsByKey(FORMER + own);
  return made.length === 0 ? ids : ids.length === 0 ? made : [...new Set([...ids, ...made])];
}

/** The tracks that a key is kept with, which are all of one that no track without audio begins with. */
export function tracksKept(key: string, stores: Stores): readonly string[] {
  const kept = stores.catalogues.idsByKey(key);
  return kept.length === 0 ? kept : kept.flatMap((id) => nowOf(id, stores));
}

/** The tracks that a track has become, or the track itself. */
export function nowOf(id: string, { catalogues }: Stores): readonly string[] {
  const now = catalogues.idsByKey(FORMER + id);
  return now.length > 0 ? now : [id];
}

/** A track without audio, and what was told of it: not what its file said, where it had one. */
interface Named {
  readonly facts: TrackFacts;
  readonly told: CatalogueTrack;
}

function toldBefore(facts: TrackFacts, { catalogues }: Stores): CatalogueTrack {
  return (facts.codec === NO_CODEC ? null : catalogues.enrichment(facts.id)?.told) ?? toldOf(facts);
}

function settleNamed({ told, keys }: Recording, named: readonly Named[], stores: Stores): Settled {
  const [first, ...others] = named;
  const id = first?.facts.id ?? keys.reduce((least, key) => (compareText(key[0], least[0]) < 0 ? key : least))[1];
  const all = named.map((one) => one.told);
  const merged = (told ? [...all, told] : all).reduce(mergeRows);
  if (first?.facts.codec !== NO_CODEC || !isSame(first.told, merged)) stores.library.putNamed(id, merged);
  for (const other of others) dissolve(other, [id], stores);
  if (first !== undefined || keys.length > 1) {
    for (const [key, own] of keys) if (own !== id) stores.catalogues.addKey(key, id);
  }
  return { id, kind: first === undefined ? 'new' : 'named' };
}

/** Both come from merging or from the store, so their facts are in the same order. */
function isSame(before: CatalogueTrack, after: CatalogueTrack): boolean {
  return JSON.stringify({ ...before, ids: [] }) === JSON.stringify({ ...after, ids: [] });
}

function settleAudio(
  { told, keys }: Recording,
  named: readonly Named[],
  audio: readonly TrackFacts[],
  stores: Stores,
): Settled {
  const { library, catalogues } = stores;
  const known = audio.map((facts) => ({ facts, before: catalogues.enrichment(facts.id) }));
  const toldOfFiles = known.flatMap(({ before }) => before?.told ?? []);
  const all = merge([...toldOfFiles, ...named.map((one) => one.told), ...(told ? [told] : [])]);
  for (const { facts, before } of known) {
    const own = before?.tags && before.digest === digestOf(facts) ? before.tags : taggedOf(facts);
    const after = all === null ? facts : enriched(facts, own, all);
    const digest = digestOf(after);
    if (digest !== digestOf(facts)) library.put(after, digest);
    catalogues.enrich(facts.id, { digest, told: all, tags: all && own });
    for (const [key] of keys) catalogues.addKey(key, facts.id);
  }
  const ids = audio.map(({ id }) => id);
  for (const one of named) dissolve(one, ids, stores);
  return { id: ids[0]!, kind: 'audio' };
}

function dissolve({ facts: { id } }: Named, into: readonly string[], { library, catalogues }: Stores): void {
  library.drop(id);
  catalogues.become(id, into);
}

/** Merged with itself even where it is alone: a row has more to it than a track. */
function merge([first, ...others]: readonly CatalogueTrack[]): CatalogueTrack | null {
  return first === undefined ? null : others.reduce(mergeRows, mergeRows(first, first));
}
