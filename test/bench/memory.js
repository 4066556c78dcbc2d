/** The most memory that is held while a short and a long disc are made, from manifest to bundle. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { musicOf } from './music.js';
import { MUSIC, scratchPath } from './place.js';
import { row } from './table.js';
import { runWatched } from './watched.js';

export async function memory({ quick }) {
  const [short, long] = quick ? [5, 30] : [10, 75];
  const [little, much] = [await peaksOf(short), await peaksOf(long)];
  return ['main process', 'decoder'].map((who) =>
    row({
      bench: 'memory',
      what: `peak of the ${who}, disc of ${long} min`,
      unit: 'MB',
      ours: megabytes(much[who]),
      peer: `disc of ${short} min`,
      theirs: megabytes(little[who]),
    }),
  );
}

/** Peaks of a run that makes one disc of so many minutes. */
async function peaksOf(minutes) {
  const folder = scratchPath('memory', String(minutes));
  const music = await musicOf(minutes);
  const manifest = join(folder, 'orders.csv');
  writeFileSync(scratchPath('memory', String(minutes), 'list.m3u8'), music.map(({ path }) => `${path}\n`).join(''));
  writeFileSync(manifest, 'title,clone\nDisc,list.m3u8\n');
  const places = ['--library', MUSIC, '--out', join(folder, 'out'), '--home', join(folder, 'home')];
  const peaks = await runWatched(['run', manifest, ...places]);
  rmSync(folder, { recursive: true });
  return peaks;
}

function megabytes(bytes) {
  return bytes === null ? null : { value: bytes / 1e6, best: bytes / 1e6 };
}
