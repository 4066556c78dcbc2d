/** Manifests from the command line, as batches to be submitted. */
import { join, resolve } from 'node:path';
import { ENGINES } from '../audio/engines/index.ts';
import { partialOf, removeAbandonedPartials } from '../base/atomic-file.ts';
import { AppError, ExitCode, systemErrorReason } from '../base/errors.ts';
import { makeFolder } from '../base/folder.ts';
import type { Problem } from '../base/problem.ts';
import { nearest } from '../base/text.ts';
import { openLook } from '../bundle/insert/look.ts';
import type { Submission } from '../batch/submit.ts';
import { PRIORITIES, type Priority } from '../model/order.ts';
import { batchOptions, numberFrom } from './asked-options.ts';
import type { Context } from './context.ts';
import { targetsOf } from './courier.ts';
import { loadManifests, type LoadedManifest } from './manifests.ts';
import { countProblems, formatProblems } from './problems.ts';
import type { Reporter } from './reporters/index.ts';

/** A manifest that can be submitted, with what is wrong with it all the same. */
export type NamedSubmission = Submission & { readonly problems: readonly Problem[] };

export interface Submissions {
  readonly submissions: readonly NamedSubmission[];
  /** Whether rows had to be left out. */
  readonly broken: boolean;
}

/**
 * Reads the manifests and all that is asked of their batches. Null where they have problems that have been told. With
 * `dryRun` there is no folder for the bundles.
 */
export async function readSubmissions(
  paths: readonly string[],
  options: Readonly<Record<string, unknown>>,
  context: Context,
  reporter: Reporter,
  dryRun: boolean,
): Promise<Submissions | null> {
  const deliver = targetsOf((options['deliver'] as string[] | undefined) ?? [], context).map(({ address }) => address);
  const engine = pickEngine((options['engine'] as string | undefined) ?? 'embedded');
  const priority = pickPriority((options['priority'] as string | undefined) ?? 'normal');
  const manifests = await loadManifests(paths, context, seedOf(options['seed']));
  const problems = manifests.flatMap((manifest) => manifest.problems);
  const broken = problems.some(({ severity }) => severity === 'error');
  const isAnySound = manifests.some(({ orders }) => orders.length > 0);
  if (broken && (options['keepGoing'] !== true || !isAnySound)) {
    refuse(problems, manifests, context, reporter);
    return null;
  }
  context.note(formatProblems(problems, context.notePaint));
  const media = manifests.flatMap(({ orders }) => orders.map((order) => order.media));
  const asked = await batchOptions(options, media);
  if (deliver.length > 0 && asked.packing?.archive === 'dir') throw undeliverable();
  // A font that is of no use is told before any work is done.
  await openLook(asked.insert);
  const outFolder = dryRun ? '' : await prepareOut(options['out'] as string | undefined);
  const libraries = ((options['library'] as string[] | undefined) ?? []).map((folder) => resolve(folder));
  const submissions = manifests.map(({ name, orders, folder, ...manifest }) => ({
    manifest: name,
    orders,
    options: asked,
    work: { libraries, folder, outFolder, engine, priority, deliver },
    problems: manifest.problems,
  }));
  return { submissions, broken };
}

function undeliverable(): AppError {
  return new AppError('archive-undeliverable', 'only files are delivered, and --archive dir makes folders', {
    hint: 'write --archive tar, or leave out --deliver',
    exitCode: ExitCode.usage,
  });
}

function seedOf(seed: unknown): number | null {
  return seed === undefined ? null : numberFrom(0, '--seed', seed);
}

function pickEngine(name: string): string {
  if (Object.hasOwn(ENGINES, name)) return name;
  throw new AppError('engine-unknown', `there is no audio engine ${JSON.stringify(name)}`, {
    hint: `write one of ${Object.keys(ENGINES).join(', ')}`,
    exitCode: ExitCode.usage,
  });
}

function pickPriority(name: string): Priority {
  const priority = PRIORITIES.find((known) => known === name.toLowerCase());
  if (priority !== undefined) return priority;
  const near = nearest(name, PRIORITIES);
  throw new AppError('priority-unknown', `there is no priority ${JSON.stringify(name)}`, {
    hint: near === undefined ? `write one of ${PRIORITIES.join(', ')}` : `did you mean ${near}?`,
    exitCode: ExitCode.usage,
  });
}

function refuse(
  problems: readonly Problem[],
  manifests: readonly LoadedManifest[],
  context: Context,
  reporter: Reporter,
): void {
  reporter.refused(problems);
  const sound = manifests.some(({ orders }) => orders.length > 0);
  const hint = sound
    ? `\n${context.notePaint.cyan('hint:')} mend them, or take the sound rows alone with --keep-going`
    : '';
  context.note(
    `${context.notePaint.red('error:')} the manifest has ${countProblems(problems)}; nothing was done${hint}\n`,
  );
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
  const folder = resolve(out);
  const probe = partialOf(join(folder, 'mixpress-probe'));
  try {
    makeFolder(folder);
    // A run that was killed in between has left its own.
    await removeAbandonedPartials(folder, '.mixpress-probe');
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
