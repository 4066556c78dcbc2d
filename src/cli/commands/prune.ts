import { formatBytes, parseBytes } from '../../base/bytes.ts';
import { systemClock } from '../../base/clock.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { openDesk } from '../../batch/desk.ts';
import { planPruning, prune as pruneFound, type Pruning } from '../../batch/prune.ts';
import type { BundleWish } from '../../batch/pruning/bundles.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { withStore, workspaceOf } from '../workspace.ts';

export const prune: Command = {
  description:
    'Forgets batches of which nothing is left to do, with their events, receipts and unfinished work, and removes what nobody needs ' +
    'any more: partial files, locks, deliveries that are done, loudness of forgotten tracks. Playlists stay, so that what was in a ' +
    'list stays known, and so do bundles unless --bundles is given. Never removed are what a batch that waits or is at work needs, bundles that ' +
    'somebody has changed, and those that are not delivered yet. JSON: {dryRun, batches: [{batch, manifest, state, submittedAt, orders, ' +
    'done}], files: [{kind, path, bytes}], kept: [{path, bytes, reason}], deliveries, receipts, loudness, bytes}; kind is bundle, work, ' +
    'partial or lock; NDJSON: a batch or file a line.',
  options: [
    { flags: '--older-than <age>', summary: 'where nothing has happened for so long: 30d, 12h; by default 30d' },
    { flags: '--bundles', summary: 'remove their bundles too' },
    { flags: '--keep <size>', summary: 'with --bundles, whatever their age: the newest that fit into 50GB stay' },
    { flags: '--dry-run', summary: 'only tell which, and how large they are' },
  ],
  examples: [
    ['mixpress prune --older-than 90d --dry-run', 'see what would be forgotten'],
    ['mixpress prune --older-than 90d --bundles', 'remove what was made then, too'],
    ['mixpress prune --bundles --keep 200GB --quiet', 'from cron: never more than 200 GB of bundles'],
  ],
  run: (context, _parameters, { olderThan, bundles, keep, dryRun }) => {
    const ageMs = ageOf((olderThan as string | undefined) ?? '30d');
    const wish = bundleWish(bundles === true, keep as string | undefined);
    return withStore(context, 'there', async (store) => {
      const desk = openDesk(store, systemClock);
      const found = await planPruning(
        { beforeMs: systemClock() - ageMs, bundles: wish },
        workspaceOf(context.settings.home),
        desk,
      );
      const isDry = dryRun === true;
      const unremoved = isDry ? [] : await pruneFound(found, desk);
      const answer = describe(found, isDry, new Set(unremoved.map(({ path }) => path)));
      const items = [...answer.batches.map((batch) => ({ kind: 'batch', ...batch })), ...answer.files];
      printAnswer(context, answer, items, () => (context.settings.quiet ? '' : textOf(answer)));
      for (const { path, reason } of unremoved)
        context.note(`${context.notePaint.yellow('warning:')} can't remove ${escapeControl(path)}: ${reason}\n`);
      return unremoved.length === 0 ? ExitCode.done : ExitCode.failure;
    });
  },
};

/** What the command answers, without the files that could not be removed. */
function describe(found: Pruning, dryRun: boolean, unremoved: ReadonlySet<string>) {
  const { batches, kept, deliveries, receipts, loudness } = found;
  const bundles = found.bundles.map(({ path, bytes }) => ({ kind: 'bundle', path, bytes }) as const);
  const files = [...bundles, ...found.caches].filter(({ path }) => !unremoved.has(path));
  return {
    ...{ dryRun, batches, files },
    kept: kept.map(({ path, bytes, reason }) => ({ path, bytes, reason })),
    ...{ deliveries: deliveries.length, receipts: receipts.length, loudness },
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function textOf(answer: ReturnType<typeof describe>): string {
  const { dryRun, batches, files, kept, deliveries, receipts, loudness, bytes } = answer;
  const [forget, remove] = dryRun ? ['would forget', 'would remove'] : ['forgot', 'removed'];
  const rows = [
    [deliveries, 'done deliveries'],
    [receipts, 'receipts of bundles that are gone'],
    [loudness, 'measurements of forgotten tracks'],
  ] as const;
  return [
    ...batches.map((b) => `${forget} ${b.batch}  ${b.state}  ${b.submittedAt}  ${escapeControl(b.manifest)}\n`),
    ...files.map((file) => `${remove} ${file.kind} ${escapeControl(file.path)}  ${formatBytes(file.bytes)}\n`),
    ...rows.filter(([count]) => count > 0).map(([count, what]) => `${forget} ${count} ${what}\n`),
    ...kept.map(({ path, reason }) => `kept ${escapeControl(path)}: ${escapeControl(reason)}\n`),
    ...(files.length === 0 ? [] : [`${remove} ${formatBytes(bytes)} in all\n`]),
  ].join('');
}

function bundleWish(bundles: boolean, keep: string | undefined): BundleWish {
  if (keep === undefined) return { kind: bundles ? 'age' : 'none' };
  const keepBytes = parseBytes(keep);
  if (keepBytes === null)
    throw new AppError('not-a-size', `--keep takes a size, not ${JSON.stringify(keep)}`, {
      hint: 'write --keep 50GB',
      exitCode: ExitCode.usage,
    });
  if (!bundles)
    throw new AppError('keep-what', '--keep tells how many bytes of bundles stay, and no bundle is to go', {
      hint: 'add --bundles, or leave it out',
      exitCode: ExitCode.usage,
    });
  return { kind: 'size', keepBytes };
}

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function ageOf(text: string): number {
  const [, count, unit] = /^(\d{1,5})([mhdw])$/.exec(text) ?? [];
  if (count !== undefined) return Number(count) * UNITS_MS[unit!]!;
  throw new AppError('bad-age', `--older-than takes an age, not ${JSON.stringify(text)}`, {
    hint: 'write 30d for 30 days; the units are m, h, d and w',
    exitCode: ExitCode.usage,
  });
}
