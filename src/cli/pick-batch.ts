import type { BatchStore } from '../batch/batch-store.ts';
import { AppError, ExitCode } from '../base/errors.ts';

/** The id of the batch that is meant, by default the newest. Throws AppError `no-batch` or `batch-unknown`. */
export function pickBatch(batches: BatchStore, wanted: string | undefined): string {
  const ids = batches.list().map(({ batch }) => batch);
  const [newest] = ids;
  if (newest === undefined)
    throw new AppError('no-batch', 'there is no batch yet', {
      hint: 'make one with mixpress run MANIFEST --library DIR --out DIR',
      exitCode: ExitCode.usage,
    });
  if (wanted === undefined) return newest;
  const matches = ids.filter((id) => id.startsWith(wanted.toLowerCase()));
  if (matches.length === 1) return matches[0]!;
  const message =
    matches.length === 0
      ? `no batch has the id ${JSON.stringify(wanted)}`
      : `${matches.length} batches begin with ${JSON.stringify(wanted)}`;
  const hint =
    matches.length === 0
      ? 'list them with mixpress status --all'
      : `give more of the id: ${matches.slice(0, 5).join(', ')}`;
  throw new AppError('batch-unknown', message, { hint, exitCode: ExitCode.usage });
}
