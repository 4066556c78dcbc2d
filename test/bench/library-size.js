/** How loading a library and choosing from it grow with the library: two steps of ten should cost far less than a hundred times. */
import { join } from 'node:path';
import { libraryOf } from './library-of.js';
import { figureOf } from './measure.js';
import { row } from './table.js';
import { runTool } from './tools.js';

const PROGRAM = join(import.meta.dirname, 'curve-main.js');

export function librarySize({ quick }) {
  const sizes = [1_000, 10_000, 100_000, ...(quick ? [] : [1_000_000])];
  let smaller = null;
  return sizes.flatMap((size) => {
    const measured = JSON.parse(runTool(process.execPath, [PROGRAM, libraryOf(size), quick ? '10' : '40']));
    const rows = rowsOf(size, measured, smaller);
    smaller = { size, measured };
    return rows;
  });
}

const FIGURES = {
  'load its table': ['s', ({ loadSeconds }) => [loadSeconds]],
  'first list of a rule, shuffle': ['ms', ({ shuffle }) => shuffle.firsts],
  'each list after it, shuffle': ['ms', ({ shuffle }) => shuffle.others],
  'each list after it, smooth': ['ms', ({ smooth }) => smooth.others],
  'peak memory': ['MB', ({ peakBytes }) => [peakBytes / 1e6]],
};

/** Each figure against that of the library that is smaller by a step: a ratio of 10 would be linear. */
function rowsOf(size, measured, smaller) {
  return Object.entries(FIGURES).map(([what, [unit, read]]) =>
    row({
      bench: 'library-size',
      what: `${size.toLocaleString('en')} tracks: ${what}`,
      unit,
      ours: figureOf(read(measured)),
      peer: smaller && `${smaller.size.toLocaleString('en')} tracks`,
      theirs: smaller && figureOf(read(smaller.measured)),
    }),
  );
}
