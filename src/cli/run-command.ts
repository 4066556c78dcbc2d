import { join } from 'node:path';
import type { EngineId } from '../audio/engine.ts';
import { ENGINES } from '../audio/engines/index.ts';
import { AppError, ExitCode, systemErrorReason } from '../base/errors.ts';
import { makeFolder } from '../base/folder.ts';
import type { Problem } from '../base/problem.ts';
import type { BatchOptions } from '../model/batch.ts';
import type { Context } from './context.ts';
import { targetsOf } from './courier.ts';
import { loadManifests, type LoadedManifest } from './manifests.ts';
import { countProblems, formatProblems } from './problems.ts';
import { live, openReporter, type Reporter } from './reporters/index.ts';
import { runManifests } from './run-manifests.ts';
import { exitCodeOf } from './exit-code.ts';

/** Does what `mixpress run` is asked for: reads the manifests, works through their orders and tells how it went. */
export async function runCommand(
  context: Context,
  [paths]: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const deliver = targetsOf((options['deliver'] as string[] | undefined) ?? [], context);
  const reporter = await openReporter(context, options['dryRun'] === true);
  const batch = batchOptions(options);
  const manifests = await loadManifests(paths as string[], context, seedOf(options['seed']));
  const problems = manifests.flatMap((manifest) => manifest.problems);
  const broken = problems.some(({ severity }) => severity === 'error');
  const isAnySound = manifests.some(({ orders }) => orders.length > 0);
  if (broken && (options['keepGoing'] !== true || !isAnySound)) return refuse(problems, manifests, context, reporter);
  context.note(formatProblems(problems, context.notePaint));

  const dryRun = options['dryRun'] === true;
  const outFolder = dryRun ? '' : await prepareOut(options['out'] as string | undefined);
  const results = await live(reporter, () =>
    runManifests(manifests, context, reporter, {
      libraries: (options['library'] as string[] | undefined) ?? [],
      outFolder,
      deliver,
      dryRun,
      batch,
      engine: pickEngine((options['engine'] as string | undefined) ?? 'embedded'),
    }),
  );
  await reporter.end(results);
  const code = exitCodeOf({ orders: results.flatMap(({ orders }) => orders) });
  return broken && code !== ExitCode.someOrdersFailed ? ExitCode.someOrdersFailed : code;
}

function batchOptions({ distinct, treatUnknownAs }: Readonly<Record<string, unknown>>): BatchOptions {
  if (treatUnknownAs !== undefined && treatUnknownAs !== 'clean' && treatUnknownAs !== 'explicit') {
    throw new AppError(
      'advice-unknown',
      `--treat-unknown-as takes clean or explicit, not ${JSON.stringify(treatUnknownAs)}`,
      {
        hint: 'write --treat-unknown-as clean',
        exitCode: ExitCode.usage,
      },
    );
  }
  return {
    distinct: distinct === undefined ? null : distinct === true ? 1 : numberFrom(1, '--distinct', distinct),
    unknownIsClean: treatUnknownAs === 'clean',
  };
}

function seedOf(seed: unknown): number | null {
  return seed === undefined ? null : numberFrom(0, '--seed', seed);
}

function numberFrom(least: number, flag: string, text: unknown): number {
  const number = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (number >= least) return number;
  throw new AppError('not-a-number', `${flag} takes a whole number from ${least}, not ${JSON.stringify(text)}`, {
    hint: `write ${flag} ${least}, and manifests before it`,
    exitCode: ExitCode.usage,
  });
}

function pickEngine(name: string): EngineId {
  if (Object.hasOwn(ENGINES, name)) return name as EngineId;
  throw new AppError('engine-unknown', `there is no audio engine ${JSON.stringify(name)}`, {
    hint: `write one of ${Object.keys(ENGINES).join(', ')}`,
    exitCode: ExitCode.usage,
  });
}

function refuse(
  problems: readonly Problem[],
  manifests: readonly LoadedManifest[],
  context: Context,
  reporter: Reporter,
): ExitCode {
  reporter.refused(problems);
  const sound = manifests.some(({ orders }) => orders.length > 0);
  const hint = sound
    ? `\n${context.notePaint.cyan('hint:')} mend them, or take the sound rows alone with --keep-going`
    : '';
  context.note(
    `${context.notePaint.red('error:')} the manifest has ${countProblems(problems)}; nothing was done${hint}\n`,
  );
  return ExitCode.usage;
}

/** Makes the folder for the bundles and proves that it can be written to, before any work is done. */
async function prepareOut(out: string | undefined): Promise<string> {
  if (out === undefined) {
    throw new AppError('no-out', 'where should the bundles go?', {
      hint: 'add --out DIR, or --dry-run to only see the plan',
      exitCode: ExitCode.usage,
    });
  }
  const { rm, writeFile } = await import('node:fs/promises');
  const { resolve } = await import('node:path');
  const folder = resolve(out);
  const probe = join(folder, `.mixpress-probe-${process.pid}`);
  try {
    makeFolder(folder);
    await writeFile(probe, '');
    await rm(probe);
    return folder;
  } catch (error) {
    throw new AppError('out-unwritable', `can't write to the folder ${out}: ${systemErrorReason(error)}`, {
      hint: 'name another folder with --out DIR, or mend its permissions',
      exitCode: ExitCode.usage,
      cause: error,
    });
  }
}
