import { ExitCode } from '../../base/errors.ts';
import { scanFolders } from '../../library/scan.ts';
import { refreshSearch } from '../../library/search/search-store.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { live, openReporter } from '../reporters/index.ts';
import { indexing } from '../search-index.ts';
import { withStore } from '../workspace.ts';

export const libraryScan: Command = {
  parameters: '<folder...>',
  explain: { folder: 'folders of music; files that have not changed are not read again' },
  options: [{ flags: '--full', summary: 'read every file again' }],
  examples: [
    ['mixpress library scan ~/Music', 'take up what is new or changed, forget what is gone, report what is unreadable'],
  ],
  run: (context, [folders], { full }) =>
    withStore(context, 'kept', async (store) => {
      const reporter = await openReporter(context, false);
      const { problems, ...counts } = await live(reporter, () =>
        scanFolders(store, folders as string[], {
          full: full === true,
          signal: context.signal,
          onProgress: (progress) => reporter.scanning(progress),
        }),
      );
      reporter.scanned({ ...counts, problems });
      refreshSearch(store, indexing(context));
      const { found, read, unchanged, removed } = counts;
      printAnswer(context, { ...counts, problems }, [{ ...counts, problems }], () =>
        context.settings.quiet
          ? ''
          : `${found} files: ${read} read, ${unchanged} unchanged, ${removed} gone, ${problems.length} with problems\n`,
      );
      return ExitCode.done;
    }),
};
