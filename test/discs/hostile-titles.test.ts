import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, it } from 'vitest';
import type { AudioDisc } from '../../src/model/disc.ts';
import { itWith, sharedPath, tempDir } from '../outside.ts';
import { JUDGES } from './judges.ts';
import { makeTrack } from '../make-track.ts';
import { makeDisc, writeDisc } from './make.ts';

const SOURCE = 'data/suites/strings/blns.txt';

/** Every line of the list of naughty strings, as a title and, turned round, as a performer. */
function hostileDiscs(): AudioDisc[] {
  const lines = [...new Set(readFileSync(sharedPath(SOURCE), 'utf8').split('\n'))];
  const batches = Array.from({ length: Math.ceil(lines.length / 99) }, (_, i) => lines.slice(i * 99, (i + 1) * 99));
  return batches.map((batch) =>
    makeDisc(
      batch.map((line, i) => makeTrack({ title: line, artist: batch[batch.length - 1 - i]! })),
      { title: batch[0]!, performer: batch.at(-1)! },
    ),
  );
}

if (existsSync(sharedPath(SOURCE))) {
  describe.each(hostileDiscs().map((disc, i) => [i + 1, disc] as const))('naughty strings, disc %i', (_, disc) => {
    const folder = tempDir();
    beforeAll(() => writeDisc(folder, disc));

    for (const [name, { tools, judge }] of Object.entries(JUDGES)) itWith(tools, name, () => judge(folder, disc));
  });
} else {
  it.skip(`sheets of naughty strings (SKIPPED: no ../shared/${SOURCE})`, () => undefined);
}
