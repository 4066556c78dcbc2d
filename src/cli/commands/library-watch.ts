import { wake } from '../../batch/wake.ts';
import { systemClock } from '../../base/clock.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import type { FileChange, ScanReport } from '../../library/scan.ts';
import { watchFolders } from '../../library/watch.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { formatProblems } from '../problems.ts';
import { withStore } from '../workspace.ts';
import { describeScan } from './library-scan.ts';

export const libraryWatch: Command = {
  parameters: '<folder...>',
  explain: { folder: 'folders of music' },
  description:
    'Scans the folders, then whatever changes in them as soon as it has come to rest, until it is stopped (exit 130). Links to ' +
    'folders are scanned but not watched. NDJSON: {change, path, from} a line, with change new, changed, moved or missing, and from ' +
    'null unless it has moved; JSON is the same.',
  options: [
    { flags: '--poll <seconds>', summary: 'scan all again every so many seconds, instead of being told of changes' },
  ],
  examples: [
    ['mixpress library watch ~/Music', 'keep the library up to date'],
    ['mixpress library watch /mnt/nas/music --poll 300', 'the same where a network share tells of no changes'],
  ],
  run: (context, [folders], { poll }) =>
    withStore(context, 'kept', async (store) => {
      let isFirst = true;
      await watchFolders(store, folders as string[], {
        signal: context.signal,
        pollMs: pollMsOf(poll as string | undefined),
        onScan: async (report, changes) => {
          tellScan(context, report, changes, isFirst);
          isFirst = false;
          await wake(store, systemClock);
        },
        onPolling: (root, reason, pollMs) =>
          warn(context, `${root} can't be watched: ${reason}; it is scanned every ${pollMs / 1000} s`),
        onTrouble: (error) => warn(context, `${error.message}; it will be tried again`),
      });
      return ExitCode.interrupted;
    }),
};

const MAX_POLL_SECONDS = 86_400;

function pollMsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > MAX_POLL_SECONDS)
    throw new AppError('poll-invalid', `--poll ${escapeControl(text)} makes no sense`, {
      hint: `name a number of seconds, 1 to ${MAX_POLL_SECONDS}, as in --poll 60`,
      exitCode: ExitCode.usage,
    });
  return seconds * 1000;
}

/** Of the first scan only people are told, and only how much came of it. */
function tellScan(context: Context, report: ScanReport, changes: readonly FileChange[], isFirst: boolean): void {
  const { format, quiet } = context.settings;
  const touched = new Set(changes.map(({ path }) => path));
  const problems = isFirst ? report.problems : report.problems.filter(({ file }) => touched.has(file ?? ''));
  if (problems.length > 0) context.note(formatProblems(problems, context.notePaint));
  if (format !== 'text') context.print(isFirst ? '' : changes.map((change) => `${JSON.stringify(change)}\n`).join(''));
  else if (!quiet) context.print(isFirst ? describeScan(report) : changes.map(describeChange).join(''));
}

function describeChange({ change, path, from }: FileChange): string {
  return escapeControl(`${change} ${path}${from === null ? '' : ` (from ${from})`}`).concat('\n');
}

function warn({ note, notePaint }: Context, text: string): void {
  note(`${notePaint.yellow('warning:')} ${escapeControl(text)}\n`);
}
