import type { Loudness } from '../../model/loudness.ts';
import type { Track } from '../../model/track.ts';
import type { Ports } from '../ports.ts';
import type { Errand } from '../step.ts';

const AT_A_TIME = 2;

/**
 * How loud tracks are, in their order. What was measured once is kept for every list that has the track; each is stored
 * as soon as it is known, so that a stop costs no more than what is being measured. Throws what the engine throws.
 */
export async function measureTracks(
  tracks: readonly Track[],
  errand: Errand,
  { loudness, engine, store, events, watcher, signal, atOnce = signal }: Ports,
): Promise<Loudness[]> {
  const name = await engine.describe();
  const unknown = new Map(
    tracks.filter(({ id }) => loudness.find(id, name) === null).map((track) => [track.id, track]),
  );
  if (unknown.size > 0) {
    errand.begin();
    const failure = new AbortController();
    const stop = AbortSignal.any([atOnce, failure.signal]);
    const waiting = [...unknown.values()];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        signal.throwIfAborted();
        loudness.save(next.id, name, await engine.measure(next.path, stop));
        const done = unknown.size - waiting.length;
        // No part of the order: how much there is to measure says nothing of how much there is to make.
        watcher.progress(`measuring the loudness of track ${done} of ${unknown.size}`, 0, { piece: 0 });
      }
    };
    const workers = Array.from({ length: AT_A_TIME }, async () => {
      await work().catch((error: unknown) => failure.abort(error));
    });
    await Promise.all(workers);
    stop.throwIfAborted();
    store.transaction(() => events.append(errand.batch, 'loudness-measured', errand.row, { tracks: unknown.size }));
  }
  return tracks.map(({ id }) => loudness.find(id, name)!);
}
