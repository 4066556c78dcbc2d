/**
 * How fast a disc's worth of audio is packed, encrypted and proven, against the programs that do the same or a part of
 * it; how small it gets; and how much memory that takes. WAV is music-like, MP3 as good as noise.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { packArchive } from '../../dist/bundle/archive.js';
import { sealFor } from '../../dist/bundle/encryption/seal.js';
import { openArchive } from '../../dist/bundle/reading/open-archive.js';
import { LIMITS } from '../../dist/bundle/reading/trusted-files.js';
import { verifyBundle } from '../../dist/bundle/reading/verify.js';
import { figure, figureOf, interleave } from './measure.js';
import { PROJECT, scratchPath } from './place.js';
import { row } from './table.js';
import { runTool, withTool } from './tools.js';

const MEMORY = { bench: 'packing', unit: 'MB', peer: 'limit' };
const NO_KEYS = { identities: [], passphrase: async () => null };

export async function packing({ quick }) {
  const megabytes = quick ? 200 : 700;
  const audio = { WAV: scratchPath('packing', 'disc.wav'), MP3: scratchPath('packing', 'disc.mp3') };
  writeChanging(audio.WAV, musicLike(), 3, megabytes);
  writeChanging(audio.MP3, Buffer.alloc(1_000_000), 255, megabytes);
  const rows = [];
  for (const [kind, path] of Object.entries(audio)) rows.push(...(await packed(kind, path, megabytes, quick ? 1 : 3)));
  rows.push(...(await proven(audio.WAV, megabytes)), ...peaks(audio.WAV, megabytes, quick));
  for (const path of Object.values(audio)) rmSync(path);
  return rows;
}

/** Speed and size of what is made of one file: stored, and compressed. */
async function packed(kind, path, megabytes, rounds) {
  const made = scratchPath('packing', 'made');
  const sizes = {};
  const tidy = (name) => () => {
    sizes[name] = statSync(made).size / 1e6;
    rmSync(made);
  };
  const ours = (name, options) => async () => {
    await packArchive(made, 'bench', [{ name: 'disc-1/disc.wav', source: { path }, store: true }], options);
    return tidy(name);
  };
  const peer = (name, script, tool = name.split(' ')[0]) =>
    withTool(tool, () => {
      runTool('sh', ['-c', script, 'sh', path, made]);
      return tidy(name);
    });
  const stored = { zip: ours('zip', {}), tar: ours('tar', { archive: 'tar' }) };
  const storing = {
    cp: peer('cp', 'cp "$1" "$2"'),
    'zip -0': peer('zip -0', 'zip -q -0 -j - "$1" >"$2"'),
    '7z -mx0': peer('7z -mx0', '7z a -bd -mx0 -tzip "$2.zip" "$1" >/dev/null && mv "$2.zip" "$2"'),
    'tar -cf': peer('tar -cf', 'tar -cf "$2" -C / ".$1"'),
  };
  const deflated = { 'zip -6': ours('zip -6', { level: 6 }), 'tar.gz': ours('tar.gz', { archive: 'tar.gz' }) };
  const deflating = {
    'zip -6 ': peer('zip -6 ', 'zip -q -6 -j - "$1" >"$2"'),
    'pigz -6': peer('pigz -6', 'pigz -6 -c "$1" >"$2"'),
    '7z -mx5': peer('7z -mx5', '7z a -bd -mx5 -tzip "$2.zip" "$1" >/dev/null && mv "$2.zip" "$2"'),
    'zstd -3 -T0': peer('zstd -3 -T0', 'zstd -q -3 -T0 -c "$1" >"$2"'),
  };
  const seconds = await interleave(rounds, { ...stored, ...storing, ...deflated, ...deflating });
  const speed = (name) => figure(seconds[name], (s) => megabytes / s);
  const against = (own, peers) =>
    Object.keys(own).flatMap((name) => {
      const line = { bench: 'packing', what: `${megabytes} MB of ${kind} as ${name}`, ours: speed(name), unit: 'MB/s' };
      return Object.keys(peers).map((other) => row({ ...line, peer: other.trim(), theirs: speed(other) }));
    });
  const small = Object.keys(deflating).map((other) => {
    const what = `${megabytes} MB of ${kind} as tar.gz, size`;
    const theirs = sizes[other] === undefined ? null : figureOf([sizes[other]]);
    return row({ bench: 'packing', what, unit: 'MB', ours: figureOf([sizes['tar.gz']]), peer: other.trim(), theirs });
  });
  return [...against(stored, storing), ...against(deflated, deflating), ...small];
}

/** The most memory that is held while bundles of one long file and of many short ones are packed, verified and unpacked. */
function peaks(wav, megabytes, quick) {
  const rows = [];
  const tell = (what, peak) =>
    rows.push(row({ ...MEMORY, what: `peak memory, ${what}`, ours: figureOf([peak]), theirs: figureOf([150]) }));
  const [bundle, folder, hole] = ['bundle', 'folder', 'hole.wav'].map((name) => scratchPath('packing', name));
  const gibibytes = quick ? 1 : 5;
  const files = quick ? 7_000 : 70_000;
  closeSync(openSync(hole, 'w'));
  truncateSync(hole, gibibytes * 2 ** 30);
  for (const [of, archive, source] of [
    [`zip of ${gibibytes} GiB`, 'zip', hole],
    [`zip of ${files} files`, 'zip', String(files)],
    [`tar of ${files} files`, 'tar', String(files)],
  ]) {
    tell(`${of} packed`, runMain('pack', bundle, archive, source).peak);
    tell(`${of} verified`, runMain('verify', bundle).peak);
    if (source === hole) {
      tell(`${of} unpacked`, runMain('open', bundle, folder).peak);
      rmSync(folder, { recursive: true });
    }
    rmSync(bundle);
  }
  rmSync(hole);
  const { peak, hashed } = runMain('pack', bundle, 'tar.gz', wav);
  tell(`tar.gz of ${megabytes} MB packed`, peak);
  rmSync(bundle);
  const once = { value: hashed / statSync(wav).size, best: hashed / statSync(wav).size };
  const line = { bench: 'packing', what: 'SHA-256 while packing', unit: 'of each byte', ours: once };
  return [...rows, row({ ...line, peer: 'once', theirs: figureOf([1]) })];
}

function runMain(...args) {
  return JSON.parse(runTool(process.execPath, [join(PROJECT, 'test/bench/packing-main.js'), ...args]));
}

/** How fast a bundle is verified and encrypted. */
async function proven(path, megabytes) {
  const [zip, made, key] = ['proven.zip', 'made', 'key.txt'].map((name) => scratchPath('packing', name));
  const entries = [{ name: 'disc-1/disc.wav', source: { path }, store: true }];
  await packArchive(zip, 'bench', entries);
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  writeFileSync(key, identity);
  const tidy = () => rmSync(made, { force: true });
  const peer = (command, ...args) =>
    withTool(command, () => {
      runTool(command, args);
      return tidy;
    });
  const seconds = await interleave(3, {
    verify: async () => {
      const archive = await openArchive(zip, NO_KEYS);
      await verifyBundle(archive, { limits: LIMITS });
      await archive.close();
    },
    sha256sum: peer('sha256sum', zip),
    'unzip -t': peer('unzip', '-tq', zip),
    encrypt: async () => {
      await packArchive(made, 'bench', entries, { seal: sealFor({ recipients: [recipient] }) });
      return tidy;
    },
    age: peer('age', '-r', recipient, '-o', made, zip),
  });
  const speed = (name) => figure(seconds[name], (s) => megabytes / s);
  const line = { bench: 'packing', unit: 'MB/s' };
  const verified = { ...line, what: `${megabytes} MB of WAV verified`, ours: speed('verify') };
  for (const file of [zip, key]) rmSync(file);
  return [
    row({ ...verified, peer: 'sha256sum', theirs: speed('sha256sum') }),
    row({ ...verified, peer: 'unzip -t', theirs: speed('unzip -t') }),
    row({
      ...line,
      what: `${megabytes} MB of WAV as encrypted ZIP`,
      ours: speed('encrypt'),
      peer: 'age',
      theirs: speed('age'),
    }),
  ];
}

/** A chord with some noise, in 16 bits for two ears. */
function musicLike() {
  const noise = randomBytes(250_000);
  const pcm = Buffer.alloc(1_000_000);
  for (let i = 0; i < 250_000; i++) {
    const value = 9000 * Math.sin(i / 16) + 6000 * Math.sin(i / 12.6) + noise[i];
    pcm.writeInt16LE(Math.round(value), 4 * i);
    pcm.writeInt16LE(Math.round(0.8 * value) + (noise[i] & 63), 4 * i + 2);
  }
  return pcm;
}

/** Writes a megabyte again and again, each time with other values in some bits of its bytes: nothing comes twice. */
function writeChanging(path, bytes, bits, megabytes) {
  const file = openSync(path, 'w');
  for (let i = 0; i < megabytes; i++) {
    const noise = randomBytes(bytes.length);
    for (let at = 0; at < bytes.length; at++)
      noise[at] = bytes[at] ^ (at % 2 === 0 || bits === 255 ? noise[at] & bits : 0);
    writeSync(file, noise);
  }
  closeSync(file);
}
