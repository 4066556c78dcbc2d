import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import type { Delivery } from '../../delivery/outbox-store.ts';
import { inspectFile, type LocalFile } from '../../delivery/parcel.ts';
import type { Target } from '../../delivery/target.ts';
import { TARGETS } from '../../delivery/targets/index.ts';
import type { Command } from '../command.ts';
import { printAnswer, type Context } from '../context.ts';
import { targetsOf, withCourier } from '../courier.ts';
import { sendDeliveries } from '../send-deliveries.ts';
import { withStore } from '../workspace.ts';

export const bundleSend: Command = {
  parameters: '<file...>',
  explain: { file: 'bundles, or any other files; of a robot, also job tickets' },
  description:
    'Brings files to a folder, a server or a storage. What is to be sent is written down first, so what breaks off is gone on with by ' +
    'the same command or by mixpress bundle deliveries --retry. Under its name a file is never partial; a name that is taken is left ' +
    'alone unless it holds the same bytes. Targets:\n' +
    TARGETS.map(({ form, summary }) => `  ${form}\n      ${summary}`).join('\n'),
  options: [
    { flags: '--to <target>', summary: 'where they go (repeatable)', repeatable: true },
    { flags: '--again', summary: 'also what was delivered before: the receiver may have taken it away' },
    { flags: '--dry-run', summary: 'tell what would be sent, and send nothing' },
  ],
  examples: [
    ['mixpress bundle send discs/*.zip --to /mnt/share/discs', 'to a share that is mounted here'],
    ['mixpress bundle send discs/*.zip --to sftp://shop@press.example.org/in', 'to a pressing plant'],
    ['mixpress bundle send disc.iso job.jrq --to hot:/mnt/robot', 'data first, the job ticket last'],
  ],
  run: (context, [files], { to, again, dryRun }) => {
    if (to === undefined) throw noTarget();
    const targets = targetsOf(to as string[], context);
    if (dryRun === true) return plan(context, files as string[], targets);
    return withStore(context, 'kept', (store) =>
      withCourier(context, store, async (courier) => {
        const deliveries: Delivery[] = [];
        for (const target of targets)
          for (const file of files as string[])
            deliveries.push(await courier.intend(file, target, { again: again === true }));
        return sendDeliveries(deliveries, courier, context);
      }),
    );
  },
};

function noTarget(): AppError {
  return new AppError('no-target', 'where should they go?', {
    hint: 'add --to DIR, or --to sftp://user@host/path',
    exitCode: ExitCode.usage,
  });
}

async function plan(context: Context, files: readonly string[], targets: readonly Target[]): Promise<ExitCode> {
  const found: LocalFile[] = [];
  for (const file of files) found.push(await inspectFile(file, context.signal));
  const plans = targets.flatMap(({ kind, address }) =>
    found.map(({ path, name, bytes, sha256 }) => ({ path, name, bytes, sha256, target: address, kind: kind.id })),
  );
  printAnswer(context, plans, plans, () =>
    plans.map(({ name, target }) => `${escapeControl(name)} would go to ${escapeControl(target)}\n`).join(''),
  );
  return ExitCode.done;
}
