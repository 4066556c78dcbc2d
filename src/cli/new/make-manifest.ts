/** From an empty page, or a manifest that is there, to a saved one: what a session needs is laid out, and what it says is written. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { extname, resolve } from 'node:path';
import { AppError, ExitCode, systemErrorCode, systemErrorReason } from '../../base/errors.ts';
import { replaceFileWith } from '../../base/atomic-file.ts';
import { isoTime, systemClock } from '../../base/clock.ts';
import { escapeControl } from '../../base/text.ts';
import { previewer } from '../../batch/preview.ts';
import { scanFolders } from '../../library/scan.ts';
import { libraryView, type LibraryView } from '../../library/view.ts';
import { manifestColumns } from '../../manifest/columns/index.ts';
import { readManifest } from '../../manifest/load.ts';
import { parseManifest } from '../../manifest/manifest.ts';
import { typedCells } from '../../manifest/typed-cells.ts';
import { WRITTEN_KINDS, writeManifest, type Cells, type WrittenKind } from '../../manifest/write.ts';
import { indexOfId } from '../../model/track-table.ts';
import { playlistStore } from '../../playlists/playlist-store.ts';
import type { Store } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { KNOWN_NAMES } from '../../batch/known-names.ts';
import { live, openReporter } from '../reporters/index.ts';
import { countProblems } from '../problems.ts';
import { shellWord } from '../shell-word.ts';
import { withStore } from '../workspace.ts';
import { countTable } from './genre-choices.ts';
import { openPrompts, type Prompts } from './prompts.ts';
import { revisePlaylists } from './revise.ts';
import { askPlaylists, type Desk } from './session.ts';
import { trackNamer } from './track-name.ts';

/** A saved manifest, and the folder for its bundles where it is to be run at once. */
export interface Made {
  readonly path: string;
  readonly out: string | null;
}

/** Holds the whole conversation, on the manifest `of` where it is there. Null where no playlist was wanted in the end. */
export async function makeManifest(context: Context, of: string | null): Promise<Made | null> {
  let path: string | null = null;
  const start = of === null ? [] : await rowsIn(of);
  const prompts = await openPrompts(context, () => stopped(path));
  const rows = await withStore(context, 'kept', async (store) =>
    askAll(deskFor(await filledLibrary(store, context, prompts), store, context, prompts), start),
  );
  if (rows.length === 0) {
    context.print('no playlist, so nothing is saved\n');
    return null;
  }
  path = await save(rows, of, context, prompts);
  context.print(`saved ${rows.length} ${rows.length === 1 ? 'order' : 'orders'} as ${escapeControl(path)}\n`);
  if (!(await prompts.confirm('Run it now?', true))) return { path, out: null };
  return { path, out: fromHome(await prompts.line('Folder for the bundles', 'discs', wrongWithFolder)) };
}

function askAll(desk: Desk, start: readonly Cells[]): Promise<readonly Cells[]> {
  return start.length === 0 ? askPlaylists(desk) : revisePlaylists(desk, start);
}

/** The rows of the manifest at `path`, none where there is no such file. */
async function rowsIn(path: string): Promise<readonly Cells[]> {
  const wrong = wrongWithFile(path);
  if (wrong !== null) throw notOurs(`can't go on with ${path}: ${wrong}`, 'name a manifest, as orders.csv');
  if (!existsSync(path)) return [];
  const bytes = await readManifest(path, createReadStream(path));
  const { problems } = parseManifest(path, bytes, KNOWN_NAMES);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw notOurs(`${path} has ${countProblems(errors)}`, `mend it first: mixpress check ${shellWord(path)}`);
  }
  const rows = typedCells(path, bytes, KNOWN_NAMES);
  if (rows === null) throw notOurs(`${path} says what can't be typed into cells`, 'change it with an editor');
  return rows;
}

function notOurs(message: string, hint: string): AppError {
  return new AppError('manifest-not-revisable', message, { hint, exitCode: ExitCode.usage });
}

function stopped(path: string | null): AppError {
  return new AppError('interrupted', path === null ? 'stopped; nothing was saved' : `stopped; ${path} is saved`, {
    ...(path === null ? {} : { hint: `run it with mixpress run ${shellWord(path)} --out DIR` }),
    exitCode: ExitCode.interrupted,
  });
}

/** The library, filled from a folder that is asked for where it is empty. */
async function filledLibrary(store: Store, context: Context, prompts: Prompts): Promise<LibraryView> {
  for (;;) {
    const library = libraryView(store, []);
    if (library.table.count > 0) return library;
    if (!(await prompts.confirm('The library is empty. Scan a folder of music now?', true))) {
      throw new AppError('library-empty', 'the library is empty', {
        hint: 'fill it with mixpress library scan DIR',
        exitCode: ExitCode.usage,
      });
    }
    const folder = fromHome(await prompts.line('Folder of music', '', wrongWithMusicFolder));
    const reporter = await openReporter(context, false);
    const report = await live(reporter, () =>
      scanFolders(store, [folder], { signal: context.signal, onProgress: reporter.scanning }),
    );
    reporter.scanned(report);
    context.print(`${report.found} files, ${report.problems.length} with problems\n`);
  }
}

function deskFor(library: LibraryView, store: Store, context: Context, prompts: Prompts): Desk {
  const { table } = library;
  const columns = manifestColumns(KNOWN_NAMES);
  const plan = previewer(library, playlistStore(store));
  const name = trackNamer(table);
  return {
    prompts,
    columns,
    counts: countTable(table),
    paint: context.paint,
    // A terminal that tells no width has 0 columns.
    width: context.stdout.columns || 80,
    print: context.print,
    preview: (rows) => {
      // What is shown is what is read of what would be saved.
      const bytes = Buffer.from(writeManifest('csv', rows, columns));
      const { orders, problems } = parseManifest('new.csv', bytes, KNOWN_NAMES);
      const wrong = problems.find(({ severity }) => severity === 'error');
      if (wrong) return new AppError(wrong.code, wrong.message, wrong.hint === null ? {} : { hint: wrong.hint });
      if (orders.at(-1)!.clone !== null) return null;
      try {
        return plan(orders, isoTime(systemClock()));
      } catch (error) {
        if (error instanceof AppError) return error;
        throw error;
      }
    },
    nameOf: ({ id }) => name(indexOfId(table, id)!),
  };
}

/** Asks where to, until the manifest is there. */
async function save(rows: readonly Cells[], of: string | null, context: Context, prompts: Prompts): Promise<string> {
  for (;;) {
    const path = fromHome(await prompts.line('Save as (.csv or .json)', of ?? 'orders.csv', wrongWithFile));
    if (path !== of && existsSync(path) && !(await prompts.confirm(`${path} is there already. Overwrite it?`, false)))
      continue;
    try {
      await replaceFileWith(resolve(path), writeManifest(kindOf(path)!, rows, manifestColumns(KNOWN_NAMES)));
      return path;
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      context.print(`${context.paint.red('error:')} can't write ${escapeControl(path)}: ${systemErrorReason(error)}\n`);
    }
  }
}

function kindOf(path: string): WrittenKind | undefined {
  return WRITTEN_KINDS.find((kind) => extname(path).toLowerCase() === `.${kind}`);
}

/** A shell would have done this. */
function fromHome(path: string): string {
  return path.trim().replace(/^~(?=\/|$)/, homedir());
}

function wrongWithFile(line: string): string | null {
  const path = fromHome(line);
  if (kindOf(path) === undefined) return 'name a file that ends in .csv or .json';
  if (path.startsWith('-')) return `write ./${path}`;
  return isFolder(path) ? 'it is a folder' : null;
}

function wrongWithFolder(line: string): string | null {
  const path = fromHome(line);
  if (path === '' || path.startsWith('-')) return 'name a folder';
  return existsSync(path) && !isFolder(path) ? 'it is a file' : null;
}

function wrongWithMusicFolder(line: string): string | null {
  return isFolder(fromHome(line)) ? null : 'there is no such folder';
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
