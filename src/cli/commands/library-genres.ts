import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { countGenres, type Amount, type GenreCounts } from '../../library/genres.ts';
import { libraryView } from '../../library/view.ts';
import { trackLengthMs } from '../../model/track.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { formatTable } from '../table.ts';
import { withStore } from '../workspace.ts';

export const libraryGenres: Command = {
  description:
    'Genres and styles are those of Discogs; other names stand under the genre that they belong to, or at the end. ' +
    'JSON: {tracks, lengthMs, genres: [{name, tracks, lengthMs, styles: [{name, tracks, lengthMs}]}], free: [{name, tracks, lengthMs}], ' +
    'untagged: {tracks, lengthMs}}. NDJSON: {genre, style, free, tracks, lengthMs} a line, with style null for a whole genre and genre null for untagged tracks.',
  options: [{ flags: '--all', summary: 'also the genres and styles that the library has none of' }],
  examples: [
    ['mixpress library genres', 'what the columns genre and style of a manifest can ask for'],
    [
      "mixpress library genres --format ndjson | jq -r 'select(.free) | .genre'",
      'names that belong to no genre of Discogs',
    ],
  ],
  run: (context, _parameters, { all }) =>
    withStore(context, 'kept', async (store) => {
      const counts = countGenres(
        libraryView(store, []).tracks.map(({ genres, styles, ...track }) => ({
          ...{ genres, styles, tracks: 1, lengthMs: trackLengthMs(track) },
        })),
        all === true,
      );
      const table = await formatTable(
        [{ heading: 'GENRE' }, { heading: 'TRACKS', right: true }, { heading: 'LENGTH', right: true }],
        linesOf(counts).map(({ genre, style, tracks, lengthMs }) => [
          escapeControl(style === null ? (genre ?? '(no genre)') : `  ${style}`),
          String(tracks),
          formatDuration(lengthMs),
        ]),
      );
      printAnswer(context, counts, linesOf(counts), () =>
        counts.tracks === 0 && all !== true ? 'the library is empty; fill it with mixpress library scan DIR\n' : table,
      );
      return ExitCode.done;
    }),
};

interface Line extends Amount {
  /** Null for tracks without a genre. */
  readonly genre: string | null;
  /** Null for the whole of the genre. */
  readonly style: string | null;
  /** Whether the genre is none of the tree. */
  readonly free: boolean;
}

function linesOf({ genres, free, untagged }: GenreCounts): Line[] {
  const line = (genre: string | null, style: string | null, isFree: boolean, { tracks, lengthMs }: Amount): Line => ({
    ...{ genre, style, free: isFree, tracks, lengthMs },
  });
  return [
    ...genres.flatMap((genre) => [
      line(genre.name, null, false, genre),
      ...genre.styles.map((style) => line(genre.name, style.name, false, style)),
    ]),
    ...free.map((genre) => line(genre.name, null, true, genre)),
    ...(untagged.tracks > 0 ? [line(null, null, false, untagged)] : []),
  ];
}
