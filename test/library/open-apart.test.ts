import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256 } from '../../src/base/hash.ts';
import { openCatalogue } from '../../src/library/catalogues/index.ts';
import { groupRows } from '../../src/library/groups.ts';
import { openApart, type GroupedCatalogue } from '../../src/library/open-apart.ts';
import { tempDir } from '../outside.ts';

const dir = tempDir();
const list = join(dir, 'list.csv');
/** More than one transaction takes, with recordings in several rows, lone surrogates and rows that are refused. */
writeFileSync(
  list,
  [
    'title,artist,genre,isrc,duration,path,playlist',
    ...Array.from({ length: 20_100 }, (_, i) => `"S ${i % 19_999} \ud800",B,Jazz|Pop,,${i % 999},/m/${i}.mp3,`),
    ',nobody,,,,,',
    ...['A', 'B'].map((title) => `${title},X,,USRC17607839,3:00,,Mix`),
  ].join('\n'),
);
const options = { source: list };

async function here(path: string): Promise<GroupedCatalogue> {
  const { batches, ...catalogue } = await openCatalogue(createReadStream(path, { highWaterMark: 1 << 18 }), options);
  return { ...catalogue, rows: groupRows(batches) };
}

/** Of all that a catalogue tells, without the lines of its rows, which no import asks for; and how many rows there are. */
async function digest({ rows, playlists, ...catalogue }: GroupedCatalogue): Promise<readonly [string, number]> {
  const pieces: unknown[] = [];
  let count = 0;
  for await (const { groups, ...piece } of rows) {
    const bare = Array.from(groups, (group) => ({ ...group, rows: group.rows.map((row) => ({ ...row, line: 0 })) }));
    pieces.push({ ...piece, groups: bare });
    count += piece.rows;
  }
  return [sha256(canonicalJson({ catalogue, pieces, playlists: playlists() })), count];
}

const refusal = (opened: Promise<unknown>): Promise<unknown> =>
  opened.then(
    () => null,
    (error: Error & Record<string, unknown>) => ({ ...error, message: error.message }),
  );

describe('a catalogue read in a thread of its own', () => {
  it('is the same as read here', async () => {
    expect(await digest(await openApart(list, options))).toEqual(await digest(await here(list)));
  });

  it('may be broken off', async () => {
    const { rows } = await openApart(list, options);
    for await (const some of rows) {
      expect(some.problems.length).toBeGreaterThan(0);
      break;
    }
    expect(await rows[Symbol.asyncIterator]().next()).toMatchObject({ done: true });
  });

  it('is refused for the same reasons', async () => {
    const [binary, untold] = [join(dir, 'binary.csv'), join(dir, 'untold.csv')];
    writeFileSync(binary, Buffer.alloc(100));
    writeFileSync(untold, `title,artist\n${',x\n'.repeat(12_000)}`);
    for (const path of [binary, join(dir, 'none.csv')]) {
      const why = await refusal(openApart(path, options));
      expect(why).toMatchObject({ code: path === binary ? 'catalogue-binary' : 'ENOENT' });
    }
    expect(await refusal(openApart(untold, options).then(digest))).toEqual(await refusal(here(untold).then(digest)));
  });
});
