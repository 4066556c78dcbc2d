import { isoTime, systemClock } from '../../base/clock.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { openDesk } from '../../batch/desk.ts';
import { prunable, prune as pruneBatches } from '../../batch/prune.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { withStore, workspaceOf } from '../workspace.ts';

export const prune: Command = {
  description:
    'Forgets batches of which nothing is left to do, with their events, receipts and unfinished work. Playlists stay, so that what was ' +
    'in a list stays known, and so do bundles. A batch that waits is never forgotten. JSON: [{batch, manifest, state, submittedAt, orders, done}].',
  options: [
    { flags: '--older-than <age>', summary: 'where nothing has happened for so long: 30d, 12h; by default 30d' },
    { flags: '--bundles', summary: 'remove their bundles too' },
    { flags: '--dry-run', summary: 'only tell which' },
  ],
  examples: [
    ['mixpress prune --older-than 90d --dry-run', 'see what would be forgotten'],
    ['mixpress prune --older-than 90d --quiet', 'from cron'],
  ],
  run: (context, _parameters, { olderThan, bundles, dryRun }) => {
    const ageMs = ageOf((olderThan as string | undefined) ?? '30d');
    return withStore(context, 'there', async (store) => {
      const desk = openDesk(store, systemClock);
      const old = prunable(isoTime(systemClock() - ageMs), desk);
      const workFolder = workspaceOf(context.settings.home).work;
      if (dryRun !== true) await pruneBatches(old, { workFolder, withBundles: bundles === true }, desk);
      const verb = dryRun === true ? 'would forget' : 'forgot';
      printAnswer(context, old, old, () =>
        context.settings.quiet
          ? ''
          : old.map((b) => `${verb} ${b.batch}  ${b.state}  ${b.submittedAt}  ${escapeControl(b.manifest)}\n`).join(''),
      );
      return ExitCode.done;
    });
  },
};

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function ageOf(text: string): number {
  const [, count, unit] = /^(\d{1,5})([mhdw])$/.exec(text) ?? [];
  if (count !== undefined) return Number(count) * UNITS_MS[unit!]!;
  throw new AppError('bad-age', `--older-than takes an age, not ${JSON.stringify(text)}`, {
    hint: 'write 30d for 30 days; the units are m, h, d and w',
    exitCode: ExitCode.usage,
  });
}
