import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { loudnessStore } from '../../src/audio/loudness-store.ts';
import type { Ports } from '../../src/batch/ports.ts';
import { measureTracks } from '../../src/batch/steps/measure.ts';
import { makeTrack } from '../make-track.ts';
import { submitOrders, memoryDesk } from './queue.ts';

const TRACKS = Array.from({ length: 40 }, (_, i) => makeTrack({ id: `t${i}`, path: `/${i}.flac` }));

it('two workers whose orders have the same tracks share what is to be measured', async () => {
  const desk = memoryDesk();
  const batch = submitOrders(desk, 'Loud', 'normal', 'normal');
  const heard: string[] = [];
  const engine = {
    describe: async () => 'paper',
    measure: async (path: string) => {
      heard.push(path);
      await setImmediate();
      return { blocks: [[-180, 1]], truePeak: 0.5 };
    },
  };
  const ports = {
    ...{ store: desk.store, events: desk.events, loudness: loudnessStore(desk.store), engine },
    ...{ watcher: { progress: () => undefined }, signal: new AbortController().signal },
  } as unknown as Ports;
  const measure = (row: number) => measureTracks(TRACKS, { batch, row, begin: () => undefined }, ports);
  const [one, other] = await Promise.all([measure(1), measure(2)]);
  expect(new Set(heard).size).toBe(TRACKS.length);
  // Of those that both are at in the same moment, each does its own.
  expect(heard.length).toBeLessThanOrEqual(TRACKS.length * 1.3);
  expect(one).toEqual(other);
  const told = desk.events.since(batch, 0).filter(({ kind }) => kind === 'loudness-measured');
  expect(told.reduce((sum, { data }) => sum + Number(data['tracks']), 0)).toBe(heard.length);
});
