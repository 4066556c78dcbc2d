/** How long the program takes to start, against Node itself doing nothing. */
import { interleave } from './measure.js';
import { row } from './table.js';
import { runMixpress, runTool } from './tools.js';

const COMMAND_LINES = ['--version', '--help', 'run --help'];

export async function startUp({ quick }) {
  const mixpress = COMMAND_LINES.map((line) => [line, () => runMixpress(line.split(' '))]);
  const works = { node: () => runTool(process.execPath, ['-e', '0']), ...Object.fromEntries(mixpress) };
  const seconds = await interleave(quick ? 15 : 25, works);
  // Whatever else the machine does only adds to so short a time: the minimum is nearest to the truth.
  const least = (name) => ({ value: Math.min(...seconds[name]) * 1000, best: Math.min(...seconds[name]) * 1000 });
  return COMMAND_LINES.map((line) =>
    row({
      bench: 'start-up',
      what: `mixpress ${line}`,
      unit: 'ms',
      ours: least(line),
      note: `${(least(line).value - least('node').value).toFixed(1)} over node`,
      peer: 'node -e 0',
      theirs: least('node'),
    }),
  );
}
