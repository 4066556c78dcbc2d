import { relative } from 'node:path';
import { findMedium } from '../../discs/media/index.ts';
import type { Medium } from '../../model/medium.ts';
import type { ManifestResult } from '../run-manifests.ts';
import { shellWord } from '../shell-word.ts';

/** Where the bundles of a batch are, and the commands that lead from them to discs; empty where there is none. */
export function nextSteps({ orders, asked }: ManifestResult): string {
  const made = orders.filter(({ bundle }) => bundle !== null);
  if (made.length === 0) return '';
  const bundles = made.map(({ bundle }) => nearestPath(bundle!));
  const media = new Map(asked.orders.map(({ row, media: medium }) => [row, medium]));
  const burns = new Set(made.map(({ row }) => burnLine(findMedium(media.get(row)!), asked.options)));
  return `\nThe bundles:\n${bundles.map((path) => `  ${path}\n`).join('')}
Next, for each of them:
  ${wayInto(bundles[0]!)} && sha256sum -c SHA256SUMS
${[...burns].join('')}`;
}

/** How a disc of a medium is burned, from the folder of its bundle. */
function burnLine({ kind }: Medium, { packing, dataForm }: ManifestResult['asked']['options']): string {
  const line = (command: string, what: string): string =>
    `  cd disc-1 && ${command}      (${what}; README.txt has the ways for every disc)\n`;
  if (kind === 'audio-cd') {
    const flac = packing?.audio === 'flac' ? 'flac -d disc.flac && ' : '';
    return line(`${flac}cdrdao write --device /dev/sr0 disc.toc`, 'an audio CD');
  }
  return dataForm === 'tree'
    ? line('xorriso -outdev /dev/sr0 -joliet on -close on -map */ /', 'a disc of files')
    : line('xorriso -as cdrecord -v dev=/dev/sr0 -dao *.iso', 'an image');
}

/** How to come into the folder of a bundle. */
function wayInto(bundle: string): string {
  const [, folder = '', kind = ''] = /([^/.]*)((?:\.[^/]*)?)$/.exec(bundle)!;
  if (kind === '') return `cd ${shellWord(bundle)}`;
  if (kind.endsWith('.age')) return `mixpress bundle open ${shellWord(bundle)} . --identity key.txt && cd ${folder}`;
  return `${kind === '.zip' ? 'unzip' : 'tar -xf'} ${shellWord(bundle)} && cd ${folder}`;
}

/** From here, unless that leads out of here. */
function nearestPath(path: string): string {
  const fromHere = relative('.', path);
  return fromHere.startsWith('..') ? path : fromHere;
}
