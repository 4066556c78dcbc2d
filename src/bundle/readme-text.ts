/**
 * README.txt of a bundle, for the person at the burner: what this is, what is on each disc, how to burn and check it,
 * and what was done to the audio. UTF-8, LF, 78 columns; foreign text stays within its line.
 */
import { formatDuration } from '../base/duration.ts';
import { framesToMs } from '../base/frames.ts';
import { oneLine } from '../base/text.ts';
import type { DiscTrack } from '../model/disc.ts';
import { discFolder } from './bundle-json.ts';
import type { BundleDisc, BundleInput } from './bundle-input.ts';
import { wrap } from './wrap.ts';

/** The whole text of README.txt. */
export function readmeText(input: BundleInput): string {
  const { discs, order, warnings } = input;
  return [
    ...opening(input),
    ...section(
      'Notes of the order',
      (order.notes ?? '').split(/\r\n|\r|\n/).flatMap((line) => wrap(oneLine(line))),
    ),
    ...section(
      'Worth knowing',
      warnings.flatMap((line) => wrap(oneLine(line), '- ', '  ')),
    ),
    ...section('Check it first', [
      ...wrap('Unpack the archive. In this folder, next to this file, the following must say OK for every file:'),
      '',
      '  sha256sum -c SHA256SUMS',
    ]),
    ...discs.flatMap(discSection),
    ...section('What was done to the audio', discs.flatMap(conversionLines)),
  ].join('\n');
}

function opening({ tool, audioEngine, discs, playlist }: BundleInput): string[] {
  const title = wrap(oneLine(playlist.title));
  const { copies, split } = discs[0]!.disc;
  return [
    ...title,
    '='.repeat([...title.at(-1)!].length),
    '',
    ...wrap(
      `All that is needed to burn ${count(discs.length, 'audio CD')}, ${count(copies.length, 'copy', 'copies')}` +
        `${discs.length > 1 ? ' of each' : ''}: ${count(playlist.tracks.length, 'track')} of the playlist ${playlist.id}${split === null ? '' : ` (split: ${split})`}. ` +
        `Made by ${tool.name} ${tool.version}, audio by ${oneLine(audioEngine)}.`,
    ),
    '',
    ...wrap(
      `Each disc has its own folder: ${imageOf(discs[0]!)} is the whole disc as one file, the sheets beside it tell where the tracks begin, and disc.json says all of it for programs. bundle.json tells how the playlist came about.`,
    ),
    '',
  ];
}

function discSection(item: BundleDisc): string[] {
  const { disc } = item;
  const { medium, copies } = disc;
  const folder = discFolder(disc.number);
  return section(`Disc ${disc.number} of ${disc.of}`, [
    ...wrap(oneLine(disc.title), 'Title:     ', '           '),
    ...wrap(oneLine(disc.performer), 'Performer: ', '           '),
    `Medium:    ${medium.name} (${medium.id})`,
    `Length:    ${formatDuration(framesToMs(disc.frames))}, ${count(disc.tracks.length, 'track')}`,
    ...wrap(copies.map(({ serial }) => serial).join(', '), `Copies:    ${copies.length}, labelled `, '           '),
    '',
    ...disc.tracks.flatMap(trackLine),
    '',
    ...wrap(
      `Burn it ${copies.length === 1 ? 'once' : `${copies.length} times`}, from within the folder ${folder}, in one of these ways:`,
    ),
    '',
    `  cd ${folder}`,
    ...(item.flacPath === undefined
      ? [
          '  cdrdao write --device /dev/sr0 --speed 8 -n disc.toc',
          '  cdrskin -v dev=/dev/sr0 -sao -text cuefile=disc.cue',
        ]
      : ['  flac -d disc.flac && cdrdao write --device /dev/sr0 --speed 8 -n disc.toc']),
    '  K3b or ImgBurn: open disc.cue',
  ]);
}

/** The file that holds the whole disc. */
function imageOf({ flacPath }: BundleDisc): string {
  return flacPath === undefined
    ? 'disc.wav'
    : 'disc.flac (lossless; disc.toc takes the disc.wav that flac -d makes of it)';
}

function trackLine({ number, track, frames }: DiscTrack): string[] {
  const names = [track.artist, track.title].map(oneLine).filter((name) => name !== '');
  const place = `${String(number).padStart(4)}  ${formatDuration(framesToMs(frames)).padStart(7)}  `;
  return wrap(names.join(' - '), place, ' '.repeat(place.length));
}

/** `Disc 1, tracks 1-3, 5: bit-identical`: tracks that fared alike in one line. */
function conversionLines({ disc, conversions }: BundleDisc): string[] {
  const alike = new Map<string, number[]>();
  for (const { conversion, number } of conversions) alike.set(conversion, [...(alike.get(conversion) ?? []), number]);
  return [...alike].flatMap(([conversion, numbers]) =>
    wrap(
      `Disc ${disc.number}, ${numbers.length === 1 ? 'track' : 'tracks'} ${ranges(numbers)}: ${oneLine(conversion)}`,
      '- ',
      '  ',
    ),
  );
}

/** `1-3, 5` for 1, 2, 3, 5. */
function ranges(numbers: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.to === number - 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}

/** A heading and its lines, or nothing where there are none. */
function section(heading: string, lines: readonly string[]): string[] {
  if (lines.every((line) => line === '')) return [];
  return [heading, '-'.repeat(heading.length), '', ...lines, ''];
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
