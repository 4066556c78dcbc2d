import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import type { Amount } from '../../library/genres.ts';
import { libraryStats as countLibrary, type LibraryStats } from '../../library/stats.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { indexing } from '../search-index.ts';
import { formatTable } from '../table.ts';
import { withStore } from '../workspace.ts';

export const libraryStats: Command = {
  description:
    'JSON: {tracks, withAudio, missing, lengthMs, withLoudness, duplicates: {recordings, tracks}, formats: [{codec, sampleRate, tracks, lengthMs}], ' +
    'genres: [{name, tracks, lengthMs, styles: [{name, tracks, lengthMs}]}], free: [{name, tracks, lengthMs}], untagged: {tracks, lengthMs}, problems}. ' +
    'codec and sampleRate are null for tracks that never had audio here; withLoudness counts tracks whose tags tell it. ' +
    'A track with several genres counts in each; of tracks of one recording (versions of a title by one artist) each counts.',
  examples: [
    ['mixpress library stats', 'hours, formats, genres, duplicates and problems'],
    ["mixpress library stats --format json | jq '.missing'", 'how many tracks have no file'],
  ],
  run: (context) =>
    withStore(context, 'kept', async (store) => {
      const stats = countLibrary(store, indexing(context));
      const tables = [await formatFormats(stats), await formatGenres(stats)];
      printAnswer(context, stats, [stats], () =>
        stats.tracks === 0
          ? 'the library is empty; fill it with mixpress library scan DIR\n'
          : [describeCounts(stats), ...tables].join('\n'),
      );
      return ExitCode.done;
    }),
};

function describeCounts(stats: LibraryStats): string {
  const { recordings, tracks } = stats.duplicates;
  const lines: [string, string][] = [
    ['tracks', String(stats.tracks)],
    ['length', formatDuration(stats.lengthMs)],
    ['with audio', String(stats.withAudio)],
    ['missing', String(stats.missing)],
    [
      'loudness',
      stats.withLoudness === 0
        ? 'not known'
        : `known of ${counted(stats.withLoudness, 'track')}, by their tags or measured`,
    ],
    ['duplicates', recordings === 0 ? 'none' : `${counted(tracks, 'track')} of ${counted(recordings, 'recording')}`],
    ['problems', String(stats.problems.length)],
  ];
  return lines.map(([name, value]) => `${name.padEnd(12)}${value}\n`).join('');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function formatFormats({ formats }: LibraryStats): Promise<string> {
  return formatTable(
    [{ heading: 'FORMAT' }, { heading: 'RATE', right: true }, ...AMOUNT],
    formats.map(({ codec, sampleRate, ...amount }) => [
      codec === null ? '(no audio here)' : escapeControl(codec),
      sampleRate === null ? '' : `${sampleRate} Hz`,
      ...cells(amount),
    ]),
  );
}

function formatGenres({ genres, free, untagged }: LibraryStats): Promise<string> {
  return formatTable(
    [{ heading: 'GENRE' }, ...AMOUNT],
    [
      ...[...genres, ...free].map(({ name, ...amount }) => [escapeControl(name), ...cells(amount)]),
      ...(untagged.tracks > 0 ? [['(no genre)', ...cells(untagged)]] : []),
    ],
  );
}

const AMOUNT = [
  { heading: 'TRACKS', right: true },
  { heading: 'LENGTH', right: true },
];

function cells({ tracks, lengthMs }: Amount): [string, string] {
  return [String(tracks), formatDuration(lengthMs)];
}
