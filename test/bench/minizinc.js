/** The exact judge: models for MiniZinc, and what it has proven of them. */
import { writeFileSync } from 'node:fs';
import { scratchPath } from './place.js';
import { runTool } from './tools.js';

/** Costs are whole numbers to the solver: thousandths. */
const SCALE = 1000;

/** The proven best value of a model that puts it out. */
export function solve(model) {
  const path = scratchPath('model.mzn');
  writeFileSync(path, model);
  const lines = runTool('minizinc', ['--solver', 'gecode', path]).trim().split('\n');
  if (lines.at(-1) !== '==========') throw new Error(`minizinc has not proven anything: ${lines.join(' ')}`);
  return Number(lines.at(-3));
}

/** The least that a list can stay below `wanted` frames, with so many tracks of an artist at most and no recording twice. */
export function leastGapModel({ table, artists, recording }, wanted, most) {
  const indexes = Array.from({ length: table.count }, (_, index) => index);
  const sumOver = (has) => indexes.filter(has).map((index) => `take[${index + 1}]`);
  const names = new Set(indexes.flatMap((index) => artists(index)));
  const recordings = new Set(indexes.map(recording));
  const atMost = (sum, limit) => `constraint ${sum.join(' + ')} <= ${limit};`;
  return [
    `array[1..${table.count}] of var 0..1: take;`,
    `var 0..${wanted}: total = ${indexes.map((index) => `${table.frames[index]} * take[${index + 1}]`).join(' + ')};`,
    ...[...names].map((name) =>
      atMost(
        sumOver((index) => artists(index).includes(name)),
        most,
      ),
    ),
    ...[...recordings].map((one) =>
      atMost(
        sumOver((index) => recording(index) === one),
        1,
      ),
    ),
    'solve maximize total;',
    `output [show(${wanted} - total)];`,
  ].join('\n');
}

/** The least cost of an order of `count` tracks, in thousandths; `cost` looks at a position and the one before it. */
export function leastCostModel(count, cost) {
  const range = Array.from({ length: count }, (_, i) => i);
  const thousandths = (sequence, position) => Math.round(cost(sequence, position) * SCALE);
  const first = range.map((track) => thousandths([track], 0));
  const steps = range
    .slice(1)
    .flatMap((position) =>
      range.flatMap((before) =>
        range.map((track) => thousandths([...Array(position - 1).fill(before), before, track], position)),
      ),
    );
  const most = Math.max(...first) + (count - 1) * Math.max(...steps);
  return [
    'include "alldifferent.mzn";',
    `array[1..${count}] of int: first = [${first.join(', ')}];`,
    `array[2..${count}, 1..${count}, 1..${count}] of int: step = array3d(2..${count}, 1..${count}, 1..${count}, [${steps.join(', ')}]);`,
    `array[1..${count}] of var 1..${count}: at;`,
    'constraint alldifferent(at);',
    `var 0..${most}: cost = first[at[1]] + sum(p in 2..${count})(step[p, at[p - 1], at[p]]);`,
    'solve :: int_search(at, input_order, indomain_min) minimize cost;',
    'output [show(cost)];',
  ].join('\n');
}

/** What a cost is in the models. */
export function inModel(cost) {
  return cost * SCALE;
}
