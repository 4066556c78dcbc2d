/**
 * Measures the parts of mixpress side by side with other programs and prints one table.
 *
 *     node test/bench/run.js [--quick] [--only NAME] [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { generation } from './generation.js';
import { mastering } from './mastering.js';
import { memory } from './memory.js';
import { packing } from './packing.js';
import { scan } from './scan.js';
import { startUp } from './start-up.js';
import { formatTable } from './table.js';
import { whole } from './whole.js';

const BENCHES = { 'start-up': startUp, scan, generation, mastering, packing, whole, memory };

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, json: { type: 'string' } },
});
if (values.only !== undefined && !(values.only in BENCHES)) {
  process.stderr.write(
    `error: no bench is called ${values.only}\nhint: write one of ${Object.keys(BENCHES).join(', ')}\n`,
  );
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const rows = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (values.only !== undefined && values.only !== name) continue;
  rows.push(...(await bench({ quick: values.quick })));
}
process.stdout.write(formatTable(rows));
if (values.json !== undefined) {
  const machine = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
  };
  writeFileSync(values.json, `${JSON.stringify({ machine, quick: values.quick, rows }, null, 2)}\n`);
}
