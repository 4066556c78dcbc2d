/**
 * Measures the parts of mixpress side by side with other programs and prints one table.
 *
 *     npm run bench -- [--quick] [--only NAME] [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { batchOfLists } from './batch-of-lists.js';
import { generation } from './generation.js';
import { iso } from './iso.js';
import { judges } from './judges.js';
import { library } from './library.js';
import { librarySize } from './library-size.js';
import { loudness } from './loudness.js';
import { mastering } from './mastering.js';
import { memory } from './memory.js';
import { packing } from './packing.js';
import { queue } from './queue.js';
import { scan } from './scan.js';
import { splitting } from './splitting.js';
import { startUp } from './start-up.js';
import { formatTable } from './table.js';
import { whole } from './whole.js';

/** Every bench; each takes `{ quick }` and returns its rows. */
const BENCHES = {
  'start-up': startUp,
  scan,
  library,
  generation,
  'library-size': librarySize,
  'batch-of-lists': batchOfLists,
  judges,
  splitting,
  mastering,
  loudness,
  packing,
  queue,
  iso,
  whole,
  memory,
};

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, json: { type: 'string' } },
});
const names = Object.keys(BENCHES).filter((name) => options.only === undefined || options.only === name);
if (names.length === 0) {
  const all = Object.keys(BENCHES).join(', ');
  process.stderr.write(`error: there is no bench ${JSON.stringify(options.only)}\nhint: write one of ${all}\n`);
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const rows = [];
for (const name of names) rows.push(...(await BENCHES[name](options)));

process.stdout.write(
  `${formatTable(rows)}\nratio: result by peer. Medians of interleaved runs; start-up: the least.\n`,
);
if (options.json !== undefined) {
  const machine = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? null,
    cores: availableParallelism(),
  };
  writeFileSync(options.json, `${JSON.stringify({ machine, quick: options.quick, rows }, null, 2)}\n`);
}
