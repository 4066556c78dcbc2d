import { wake } from '../../batch/wake.ts';
import { systemClock } from '../../base/clock.ts';
import { ExitCode } from '../../base/errors.ts';
import { scanFolders, type ScanReport } from '../../library/scan.ts';
import { refreshSearch } from '../../library/search/search-store.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { inGroups } from '../../base/in-groups.ts';
import { live, openReporter } from '../reporters/index.ts';
import { indexing } from '../search-index.ts';
import { withStore } from '../workspace.ts';

export const libraryScan: Command = {
  parameters: '<folder...>',
  explain: { folder: 'folders of music; files that have not changed are not read again' },
  description:
    'A file that has moved or was tagged anew keeps its place in playlists: it is known by its audio. A track of which the last file has ' +
    'vanished is missing: it is kept, and not chosen, until a file with its audio comes back. Orders that waited for audio which has come are queued again. ' +
    'JSON: {roots, found, read, unchanged, new, changed, moved, missing, pruned, problems}; all but roots and problems are counts of files, ' +
    'pruned one of tracks.',
  options: [
    { flags: '--full', summary: 'read every file again' },
    { flags: '--prune', summary: 'forget the missing tracks of these folders for good' },
  ],
  examples: [
    ['mixpress library scan ~/Music', 'take up what is new or changed, note what is gone, report what is unreadable'],
    ['mixpress library scan ~/Music --prune', 'the same, and forget what is gone'],
  ],
  run: (context, [folders], { full, prune }) =>
    withStore(context, 'kept', async (store) => {
      const reporter = await openReporter(context, false);
      const report = await live(reporter, () =>
        scanFolders(store, folders as string[], {
          full: full === true,
          prune: prune === true,
          signal: context.signal,
          onProgress: (progress) => reporter.scanning(progress),
        }),
      );
      reporter.scanned(report);
      await wake(store, systemClock);
      refreshSearch(store, indexing(context));
      printAnswer(context, report, [report], () => (context.settings.quiet ? '' : describeScan(report)));
      return ExitCode.done;
    }),
};

/** `10,000 files: 120 new, 3 changed, 2 moved, 1 missing, 4 with problems`: what is not nothing. */
export function describeScan(report: ScanReport): string {
  const { found, new: fresh, changed, moved, missing, pruned, problems } = report;
  const parts = [
    ...([
      [fresh, 'new'],
      [changed, 'changed'],
      [moved, 'moved'],
      [missing, 'missing'],
      [pruned, 'forgotten'],
    ] as const),
    [problems.length, 'with problems'] as const,
  ];
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${inGroups(count)} ${what}`);
  return `${inGroups(found)} ${found === 1 ? 'file' : 'files'}: ${told.join(', ') || 'nothing has changed'}\n`;
}
