/** How fast a disc's worth of audio is packed and hashed, against programs that do a part of that. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { packArchive } from '../../dist/bundle/archive.js';
import { figure, interleave } from './measure.js';
import { scratchPath } from './place.js';
import { row } from './table.js';
import { runTool, withTool } from './tools.js';

export async function packing({ quick }) {
  const megabytes = quick ? 200 : 700;
  const wav = scratchPath('packing', 'disc.wav');
  const made = scratchPath('packing', 'made.zip');
  writeNoise(wav, megabytes);
  const tidy = () => rmSync(made, { force: true });
  const peer = (command, ...args) =>
    withTool(command, () => {
      runTool(command, args);
      return tidy;
    });
  const seconds = await interleave(3, {
    mixpress: async () => {
      await packArchive(made, 'bench', [{ name: 'disc-1/disc.wav', source: { path: wav }, store: true }]);
      return tidy;
    },
    cp: peer('cp', wav, made),
    sha256sum: peer('sha256sum', wav),
    'zip -0': peer('zip', '-q', '-0', '-j', made, wav),
  });
  rmSync(wav);
  const speed = (name) => figure(seconds[name], (s) => megabytes / s);
  const line = { bench: 'packing', what: `${megabytes} MB of audio`, unit: 'MB/s', ours: speed('mixpress') };
  return ['cp', 'sha256sum', 'zip -0'].map((name) => row({ ...line, peer: name, theirs: speed(name) }));
}

function writeNoise(path, megabytes) {
  const noise = randomBytes(1_000_000);
  const file = openSync(path, 'w');
  for (let i = 0; i < megabytes; i++) writeSync(file, noise);
  closeSync(file);
}
