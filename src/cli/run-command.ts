import { ExitCode } from '../base/errors.ts';
import { describeError, type Context } from './context.ts';
import { exitCodeOf } from './exit-code.ts';
import { passphraseFor } from './packing.ts';
import { live, openReporter } from './reporters/index.ts';
import { planManifests, runManifests } from './run-manifests.ts';
import { readSubmissions } from './submissions.ts';

/** Does what `mixpress run` is asked for: reads the manifests, works through their orders and tells how it went. */
export async function runCommand(
  context: Context,
  [paths]: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const dryRun = options['dryRun'] === true;
  const reporter = await openReporter(context, dryRun);
  const read = await readSubmissions(paths as string[], options, context, reporter, dryRun);
  if (read === null) return ExitCode.usage;
  const { submissions, broken } = read;
  const sealed = submissions.some(({ options: asked }) => asked.packing?.passphrase === true);
  const passphrase = sealed && !dryRun ? await passphraseFor(context, options) : null;
  reporter.expecting(submissions.reduce((sum, { orders }) => sum + orders.length, 0));
  const { results, locked } = await live(reporter, async () =>
    dryRun
      ? { results: await planManifests(submissions, context, reporter), locked: [] }
      : runManifests(submissions, context, reporter, passphrase),
  );
  if (results.length > 0) await reporter.end(results);
  for (const error of locked) context.note(describeError(error, context.notePaint));
  if (locked.length > 0) return ExitCode.locked;
  const code = exitCodeOf({ orders: results.flatMap(({ orders }) => orders) });
  return broken && code !== ExitCode.someOrdersFailed ? ExitCode.someOrdersFailed : code;
}
