/** How long the program takes to start, against Node doing nothing. */
import { interleave } from './measure.js';
import { row } from './table.js';
import { runMixpress, runTool } from './tools.js';

const COMMAND_LINES = ['--version', '--help', 'run --help'];

export async function startUp({ quick }) {
  const mixpress = COMMAND_LINES.map((line) => [line, () => void runMixpress(line.split(' '))]);
  const seconds = await interleave(quick ? 15 : 25, {
    node: () => void runTool(process.execPath, ['-e', '0']),
    ...Object.fromEntries(mixpress),
  });
  // What else the machine does only adds to so short a time: the least of many is nearest to the truth.
  const leastMs = (name) => Math.min(...seconds[name]) * 1000;
  const figure = (name) => ({ value: leastMs(name), best: leastMs(name) });
  return COMMAND_LINES.map((line) =>
    row({
      bench: 'start-up',
      what: `mixpress ${line}`,
      unit: 'ms',
      ours: figure(line),
      note: `${(leastMs(line) - leastMs('node')).toFixed(0)} over node`,
      peer: 'node -e 0',
      theirs: figure('node'),
    }),
  );
}
