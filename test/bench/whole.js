/** All orders of the fixtures from manifest to bundles, then the same command again with nothing left to do. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { figure, interleave } from './measure.js';
import { MUSIC, ORDERS, scratchPath } from './place.js';
import { row } from './table.js';
import { runMixpress } from './tools.js';

export async function whole({ quick }) {
  const folder = scratchPath('whole');
  const places = ['--library', MUSIC, '--out', join(folder, 'out'), '--home', join(folder, 'home')];
  let orders = [];
  const run = () => {
    ({ orders } = JSON.parse(runMixpress(['run', ORDERS, ...places, '--format', 'json'])));
  };
  const seconds = await interleave(quick ? 1 : 3, {
    first: run,
    again: () => {
      run();
      return () => rmSync(folder, { recursive: true });
    },
  });
  const audioSeconds = orders.reduce((sum, { lengthMs }) => sum + lengthMs, 0) / 1000;
  const time = (name) => figure(seconds[name], (s) => s);
  return [
    row({
      bench: 'whole',
      what: `run of ${orders.length} orders, ${Math.round(audioSeconds / 60)} min`,
      unit: 'x real time',
      ours: figure(seconds.first, (s) => audioSeconds / s),
      note: `${time('first').value.toFixed(1)} s`,
    }),
    row({
      bench: 'whole',
      what: 'the same run again',
      unit: 's',
      ours: time('again'),
      peer: 'first run',
      theirs: time('first'),
    }),
  ];
}
