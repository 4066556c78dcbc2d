/** How fast a long list is split over discs, against GAFFitter's best fit, which knows lengths alone. */
import { writeFileSync } from 'node:fs';
import { findMedium } from '../../dist/discs/media/index.js';
import { SPLITS } from '../../dist/discs/splits/index.js';
import { trackFrames } from '../../dist/model/track.js';
import { catalogue } from './catalogue.js';
import { figure, interleave } from './measure.js';
import { scratchPath } from './place.js';
import { row } from './table.js';
import { runTool, withTool } from './tools.js';

export async function splitting({ quick }) {
  const medium = findMedium('cd-80');
  const tracks = catalogue(10_000).map((track) => ({ frames: trackFrames(track), artist: track.artist }));
  const lengths = scratchPath('lengths.txt');
  writeFileSync(lengths, tracks.map(({ frames }, i) => `${frames} ${i}\n`).join(''));
  const peer = `gaffitter - --direct-input --ap --target ${medium.capacityFrames} < '${lengths}'`;
  const ours = SPLITS.map(({ id, split }) => [id, () => void split(tracks, medium)]);
  const seconds = await interleave(quick ? 3 : 9, {
    ...Object.fromEntries(ours),
    gaffitter: withTool('gaffitter', () => void runTool('sh', ['-c', peer])),
  });
  const ms = (name) => figure(seconds[name], (s) => s * 1000);
  return SPLITS.map(({ id, split }) => {
    const what = `10,000 tracks on ${split(tracks, medium).length} discs, ${id}`;
    return row({ bench: 'splitting', what, unit: 'ms', ours: ms(id), peer: 'gaffitter --ap', theirs: ms('gaffitter') });
  });
}
