/** What a reading thread runs: in come batches of files, out go what readTrack tells of each, in their order. */
import { parentPort } from 'node:worker_threads';
import { readTrack, type ReadResult } from './read-track.ts';
import type { FoundFile } from './walk.ts';

parentPort!.on('message', async (files: readonly FoundFile[]) => {
  const results: ReadResult[] = [];
  for (const { path, sizeBytes } of files) results.push(await readTrack(path, sizeBytes));
  parentPort!.postMessage(results);
});
