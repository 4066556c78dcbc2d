/** How fast the image of a DVD's worth of files is written, their SHA-256 with it, against programs that write images. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { figure, figureOf, interleave } from './measure.js';
import { PROJECT, scratchPath } from './place.js';
import { row } from './table.js';
import { runTool, withTool } from './tools.js';

const FILE_MEGABYTES = 5;

export async function iso({ quick }) {
  const count = quick ? 100 : 800;
  const folder = scratchPath('iso', 'files');
  const image = scratchPath('iso', 'disc.iso');
  writeNoise(folder, count);
  const tidy = () => rmSync(image, { force: true });
  const peaks = [];
  const shell = (tool, line) =>
    withTool(tool, () => {
      runTool('sh', ['-c', line]);
      return tidy;
    });
  const genisoimage = `genisoimage -quiet -J -R -o ${image} ${folder}`;
  const seconds = await interleave(quick ? 1 : 3, {
    mixpress: () => {
      peaks.push(Number(runTool(process.execPath, [join(PROJECT, 'test/bench/iso-main.js'), folder, image])));
      return tidy;
    },
    genisoimage: shell('genisoimage', genisoimage),
    'genisoimage, sha256sum': shell('genisoimage', `${genisoimage} && sha256sum ${folder}/*`),
    xorriso: shell('xorriso', `xorriso -as mkisofs -quiet -J -R -o ${image} ${folder}`),
    cat: shell('cat', `cat ${folder}/* > ${image}`),
  });
  rmSync(folder, { recursive: true });
  const megabytes = count * FILE_MEGABYTES;
  const speed = (name) => figure(seconds[name], (s) => megabytes / s);
  const what = `image of ${megabytes} MB, with the SHA-256 of each file`;
  const line = { bench: 'iso', what, unit: 'MB/s', ours: speed('mixpress') };
  return [
    ...Object.keys(seconds)
      .filter((name) => name !== 'mixpress')
      .map((name) => row({ ...line, peer: name, theirs: speed(name) })),
    row({
      bench: 'iso',
      what: `peak memory, image of ${megabytes} MB`,
      unit: 'MB',
      ours: figureOf(peaks.map((b) => b / 1e6)),
    }),
  ];
}

function writeNoise(folder, count) {
  mkdirSync(folder, { recursive: true });
  const noise = randomBytes(FILE_MEGABYTES * 1e6);
  for (let i = 0; i < count; i++) {
    noise.writeUInt32LE(i);
    writeFileSync(join(folder, `${String(i).padStart(4, '0')}.mp3`), noise);
  }
}
