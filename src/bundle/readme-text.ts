/**
 * README.txt of a bundle, for the person at the burner: what this is, what is on each disc, how to burn and check it,
 * and what was done to the audio. UTF-8, LF, 78 columns; foreign text stays within its line.
 */
import { formatBytes } from '../base/bytes.ts';
import { formatDuration } from '../base/duration.ts';
import { framesToMs } from '../base/frames.ts';
import { oneLine } from '../base/text.ts';
import type { Disc } from '../model/disc.ts';
import { SECTOR_BYTES } from '../model/medium.ts';
import { discFolder } from './bundle-json.ts';
import type { BundleDisc, BundleInput, DataBundleDisc } from './bundle-input.ts';
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
    ...section('Print it', insertLines(input)),
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
      `All that is needed to burn ${count(discs.length, isData(discs[0]!) ? 'disc of files' : 'audio CD', isData(discs[0]!) ? 'discs of files' : 'audio CDs')}, ${count(copies.length, 'copy', 'copies')}` +
        `${discs.length > 1 ? ' of each' : ''}: ${count(playlist.tracks.length, 'track')} of the playlist ${playlist.id}${split === null ? '' : ` (split: ${split})`}. ` +
        `Made by ${tool.name} ${tool.version}, audio by ${oneLine(audioEngine)}.`,
    ),
    '',
    ...wrap(
      isData(discs[0]!)
        ? DATA_FOLDER
        : 'Each disc has its own folder: its audio, sheets beside it that tell where the tracks begin, its CD-TEXT, and disc.json, which says all of it for programs. bundle.json tells how the playlist came about.',
    ),
    '',
  ];
}

function insertLines({ insert, discs }: BundleInput): string[] {
  if (!insert) return [];
  const each = discs[0]!.disc.copies.length;
  const copies = discs.length * each;
  const pages = (first: number, many: number): string =>
    many === 1 ? `page ${first}` : `pages ${first}-${first + many - 1}`;
  const leaf = `${count(discs.length, 'booklet')}, to be printed ${each === 1 ? 'once' : `${each} times`}`;
  return [
    ...wrap(
      `insert.pdf has a sheet for each piece, in its true size: print it at 100 % on ${insert.paper.toUpperCase()} paper; the scale on it is 50 mm long. A piece is also its page's TrimBox.`,
    ),
    '',
    ...wrap(`${pages(1, discs.length)}: ${leaf}`, '- ', '  '),
    ...wrap(`${pages(discs.length + 1, copies)}: ${count(copies, 'tray card')}, one a copy`, '- ', '  '),
    ...wrap(`${pages(discs.length + copies + 1, copies)}: ${count(copies, 'label')}, one a copy`, '- ', '  '),
  ];
}

const DATA_FOLDER =
  'Each disc has its own folder with its image, or with the files that are to be on it, and disc.json, which says all of it for programs. On each disc are playlists of its tracks, and SHA256SUMS of its files. bundle.json tells how the playlist came about.';

function isData(bundled: BundleDisc): bundled is DataBundleDisc {
  return bundled.disc.kind === 'data';
}

function discSection(bundled: BundleDisc): string[] {
  const { disc } = bundled;
  const { medium, copies } = disc;
  const folder = discFolder(disc.number);
  return section(`Disc ${disc.number} of ${disc.of}`, [
    ...wrap(oneLine(disc.title), 'Title:     ', '           '),
    ...wrap(oneLine(disc.performer), 'Performer: ', '           '),
    `Medium:    ${medium.name} (${medium.id})`,
    `Length:    ${formatDuration(framesToMs(disc.frames))}, ${count(disc.tracks.length, 'track')}`,
    ...(isData(bundled) ? [sizeLine(bundled)] : []),
    ...wrap(copies.map(({ serial }) => serial).join(', '), `Copies:    ${copies.length}, labelled `, '           '),
    '',
    ...disc.tracks.map(trackLine).flat(),
    '',
    ...wrap(
      `Burn it ${copies.length === 1 ? 'once' : `${copies.length} times`}, from within the folder ${folder}, in one of these ways:`,
    ),
    '',
    `  cd ${folder}`,
    ...(isData(bundled) ? burnFiles(bundled) : burnAudio(new Set(bundled.files.map(({ name }) => name)))),
  ]);
}

function sizeLine({ disc: { sectors, medium } }: DataBundleDisc): string {
  const [size, room] = [sectors, medium.capacitySectors].map((count) => formatBytes(count * SECTOR_BYTES));
  return `Size:      ${size} of ${room} (${sectors} of ${medium.capacitySectors} sectors)`;
}

/** The commands that work with the files that there are. */
function burnAudio(files: ReadonlySet<string>): string[] {
  return [
    `  ${files.has('disc.flac') ? 'flac -d disc.flac && ' : ''}cdrdao write --device /dev/sr0 --speed 8 -n disc.toc`,
    ...(files.has('disc.cue')
      ? ['  cdrskin -v dev=/dev/sr0 -sao -text cuefile=disc.cue', '  K3b or ImgBurn: open disc.cue']
      : []),
    ...(files.has('01.wav') ? ['  cdrskin -v dev=/dev/sr0 -sao -audio textfile=cdtext.cdt ??.wav'] : []),
    ...(files.has('discbin.cue') ? ['  programs that want a raw image: open discbin.cue (not cdrdao: noise)'] : []),
    ...(files.has('ddp/DDPID')
      ? [
          '',
          ...wrap(
            'For a pressing plant: the folder ddp is a DDP 2.00 fileset. It is experimental: no plant has confirmed it yet, so ask yours to check it before anything is pressed.',
          ),
        ]
      : []),
  ];
}

/** Closed in one session, as players in cars want it. */
function burnFiles({ disc, name, form }: DataBundleDisc): string[] {
  const isCd = /\bcd\b/.test(disc.medium.id);
  const growisofs = form === 'iso' ? `-Z /dev/sr0=${name}` : `-Z /dev/sr0 -J -R ${name}`;
  return [
    form === 'iso'
      ? `  xorriso -as cdrecord -v dev=/dev/sr0 -${isCd ? 'sao' : 'dao'} ${name}`
      : `  xorriso -outdev /dev/sr0 -joliet on -close on -map ${name} /`,
    ...(isCd ? [] : [`  growisofs -dvd-compat ${growisofs}`]),
    form === 'iso' ? `  ImgBurn or K3b: write the image ${name}` : `  ImgBurn or K3b: write the files in ${name}`,
  ];
}

function trackLine({ number, track, frames }: Disc['tracks'][number]): string[] {
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
