import { basename, dirname, extname, resolve } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl, oneLine } from '../../base/text.ts';
import { importPlaylist } from '../../batch/import-playlist.ts';
import { CATALOGUE_FIELDS } from '../../library/catalogues/columns.ts';
import { parseMap } from '../../library/catalogues/map-option.ts';
import type { WantedColumn } from '../../library/catalogues/mapping.ts';
import { importCatalogue, type ImportReport } from '../../library/import-catalogue.ts';
import { libraryView } from '../../library/view.ts';
import { readAllPlaylists } from '../../playlists/formats/index.ts';
import type { Store } from '../../store/store.ts';
import { isListFile, named, openGrouped, type NamedCatalogue } from '../catalogues.ts';
import type { Command } from '../command.ts';
import { printAnswer, type Context } from '../context.ts';
import { previewCatalogues } from '../preview-catalogues.ts';
import { formatProblems } from '../problems.ts';
import { liveBlock, type LiveBlock } from '../reporters/live-block.ts';
import { withStore } from '../workspace.ts';

export const libraryImport: Command = {
  parameters: '<file...>',
  explain: {
    file: 'CSV, JSON, iTunes XML, rekordbox XML, Traktor NML; M3U, PLS, XSPF, JSPF, CUE and TOC as lists; - is standard input',
  },
  description:
    'A row that is a track of the library (by path, ISRC, MusicBrainz id, else title, artist and length within 3 s) adds to what is known of it: ' +
    'genres and styles, and whatever else its tags leave out. Any other row is a track without audio, until a scan brings it; rows of ' +
    'the same recording are one. The playlists of a collection are told, and kept where that is asked for: hundreds of them would be in ' +
    'the way of other names. Importing a file again changes nothing. The exit code is 3 where rows were refused.',
  options: [
    { flags: '--playlists', summary: 'also keep the playlists in a collection, and files that are one, as playlists' },
    {
      flags: '--map <columns>',
      summary: `what columns are, where that can't be guessed: title=Name,duration=Length:s; known are ${CATALOGUE_FIELDS.join(', ')}`,
    },
    { flags: '--dry-run', summary: 'show what the columns are taken for, and the first rows; change nothing' },
  ],
  examples: [
    ['mixpress library import spotify.csv --dry-run', 'what the columns are taken for, and why'],
    ["mixpress library import stock.csv --map 'title=Name,duration=Length:s'", 'a header that nobody can guess'],
    ['zcat stock.csv.gz | mixpress library import - --format json', 'from a pipe; counts and problems as JSON'],
  ],
  run: async (context, [files], { map, dryRun, playlists }) => {
    const wanted = map === undefined ? [] : parseMap(map as string);
    if (dryRun !== true) return take(files as string[], wanted, playlists === true, context);
    await previewCatalogues(files as string[], wanted, context);
    return ExitCode.done;
  },
};

/** What came of one file. */
type FileReport = ImportReport &
  Pick<NamedCatalogue, 'file' | 'kind' | 'dialect'> & {
    readonly refused: number;
    /** How many playlists a collection has besides its tracks. */
    readonly playlists: number;
    readonly kept: readonly KeptPlaylist[];
  };

interface KeptPlaylist {
  readonly playlist: string;
  readonly title: string;
  readonly entries: number;
  /** Those that have audio here. */
  readonly found: number;
}

async function take(
  files: readonly string[],
  map: readonly WantedColumn[],
  withPlaylists: boolean,
  context: Context,
): Promise<ExitCode> {
  const line = await liveBlock(context);
  const reports = await withStore(context, 'kept', async (store) => {
    const done: FileReport[] = [];
    for (const name of files) {
      const catalogue = await openGrouped(name, map, context);
      const onProgress = progressOf(name, line);
      try {
        const report = await importCatalogue(store, catalogue, { signal: context.signal, onProgress });
        const { file, kind, dialect } = catalogue;
        const wrong = report.problems.filter(({ severity }) => severity === 'error');
        done.push({
          ...{ file, kind, dialect, ...report },
          refused: wrong.reduce((total, { count }) => total + count, 0),
          playlists: catalogue.playlists(),
          kept: withPlaylists ? await keepPlaylists(name, store) : [],
        });
      } catch (error) {
        throw named(error, name);
      } finally {
        line.stop();
      }
    }
    return done;
  });
  for (const report of reports) tellProblems(report, context);
  printAnswer(context, { files: reports }, reports, () =>
    context.settings.quiet ? '' : reports.map(describeReport).join(''),
  );
  return reports.some(({ refused }) => refused > 0) ? ExitCode.someOrdersFailed : ExitCode.done;
}

/** The lists of a file, where it is of a kind that only lists, or collections, are written in. */
async function keepPlaylists(file: string, store: Store): Promise<KeptPlaylist[]> {
  const path = resolve(file);
  if (file === '-' || !isListFile(path)) return [];
  const library = libraryView(store, []);
  return (await readAllPlaylists(path)).map((list) => {
    const title = list.title || oneLine(basename(path, extname(path)));
    const origin = { title, file: basename(path), folder: dirname(path) };
    const { playlist, matches } = importPlaylist(store, library, list, origin, systemClock);
    return { playlist: playlist.id, title, entries: matches.length, found: playlist.tracks.length };
  });
}

function progressOf(file: string, line: LiveBlock): (rows: number) => void {
  const start = performance.now();
  return (rows) => {
    const rate = Math.round((rows / Math.max(1, performance.now() - start)) * 1000);
    line.show(`importing ${escapeControl(file)}: ${rows} rows, ${rate} rows/s`);
  };
}

function tellProblems({ problems }: FileReport, context: Context): void {
  for (const { count, code, first } of problems) {
    context.note(formatProblems(first, context.notePaint));
    if (count > first.length) context.note(`... and ${count - first.length} more of ${code}\n`);
  }
}

function describeReport(report: FileReport): string {
  const { file, rows, refused, playlists, kept } = report;
  const counts = [
    [report.new, 'new, without audio here'],
    [report.enriched, 'of tracks with audio here'],
    [report.merged, 'the same recordings again'],
    [report.known, 'known already'],
    [refused, 'refused'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const lists = kept.length > 0 ? describeKept(kept) : playlists > 0 ? describeLeft(playlists) : '';
  return `${escapeControl(file)}: ${rows} rows${told.length === 0 ? '' : `: ${told.join(', ')}`}\n${lists}`;
}

function describeKept(kept: readonly KeptPlaylist[]): string {
  const [entries, found] = [sum(kept.map((list) => list.entries)), sum(kept.map((list) => list.found))];
  return `  ${counted(kept.length)} kept: ${found} of ${entries} entries have audio here\n`;
}

function describeLeft(playlists: number): string {
  return `  ${counted(playlists)} in it left out: --playlists keeps ${playlists === 1 ? 'it' : 'them'}\n`;
}

function counted(playlists: number): string {
  return `${playlists} playlist${playlists === 1 ? '' : 's'}`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
