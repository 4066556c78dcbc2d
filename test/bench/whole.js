/** All orders of the fixtures from manifest to bundles, then the same command again with nothing left to do. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { figure, interleave } from './measure.js';
import { MUSIC, ORDERS, scratchPath } from './place.js';
import { row } from './table.js';
import { runMixpress } from './tools.js';

export async function whole({ quick }) {
  let orders = [];
  const run = (round) => {
    const folder = scratchPath(`whole-${round}`);
    const places = ['--out', join(folder, 'out'), '--home', join(folder, 'home')];
    ({ orders } = JSON.parse(runMixpress(['run', ORDERS, '--library', MUSIC, ...places, '--format', 'json'])));
    return folder;
  };
  const seconds = await interleave(quick ? 1 : 3, {
    first: (round) => void run(round),
    again: (round) => {
      const folder = run(round);
      return () => rmSync(folder, { recursive: true });
    },
  });
  const audioSeconds = orders.reduce((sum, { lengthMs }) => sum + lengthMs, 0) / 1000;
  const time = (name) => figure(seconds[name], (s) => s);
  const what = `run of ${orders.length} orders, ${Math.round(audioSeconds / 60)} min`;
  const note = `${time('first').value.toFixed(1)} s`;
  return [
    row({ bench: 'whole', what, unit: 'x real time', ours: figure(seconds.first, (s) => audioSeconds / s), note }),
    row({ bench: 'whole', what: 'the same run again', unit: 's', ours: time('again'), peer: 'first run', theirs: time('first') }),
  ];
}
