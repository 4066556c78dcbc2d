/** How fast a disc's worth of audio is packed and hashed, against programs that do a part of that. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { packZip } from '../../dist/bundle/archive.js';
import { figure, interleave } from './measure.js';
import { scratchPath } from './place.js';
import { row } from './table.js';
import { runTool, withTool } from './tools.js';

export async function packing({ quick }) {
  const megabytes = quick ? 200 : 700;
  const wav = scratchPath('packing', 'disc.wav');
  writeNoise(wav, megabytes);
  const made = scratchPath('packing', 'made.zip');
  const tidy = () => rmSync(made, { force: true });
  const entry = { name: 'disc-1/disc.wav', source: { path: wav }, store: true };
  const peers = {
    cp: ['cp', wav, made],
    sha256sum: ['sha256sum', wav],
    'zip -0': ['zip', '-q', '-0', '-j', made, wav],
  };
  const works = Object.entries(peers).map(([name, [command, ...args]]) => {
    const work = () => {
      runTool(command, args);
      return tidy;
    };
    return [name, withTool(command, work)];
  });
  const seconds = await interleave(3, {
    mixpress: async () => {
      await packZip(made, 'bench', [entry]);
      return tidy;
    },
    ...Object.fromEntries(works),
  });
  const speed = (name) => figure(seconds[name], (s) => megabytes / s);
  rmSync(wav);
  return Object.keys(peers).map((peer) =>
    row({ bench: 'packing', what: `${megabytes} MB of audio`, unit: 'MB/s', ours: speed('mixpress'), peer, theirs: speed(peer) }),
  );
}

function writeNoise(path, megabytes) {
  const noise = randomBytes(1_000_000);
  const file = openSync(path, 'w');
  for (let i = 0; i < megabytes; i++) writeSync(file, noise);
  closeSync(file);
}
