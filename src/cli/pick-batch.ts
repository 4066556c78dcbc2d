import type { BatchStore } from '../batch/batch-store.ts';
import { AppError, ExitCode } from '../base/errors.ts';
import { wholeNumber } from './whole-number.ts';
import { noBatch } from './workspace.ts';

/** The id of the batch that somebody names by its beginning, or of the newest one. Throws AppError for any other. */
export function pickBatch(batches: Pick<BatchStore, 'idsFrom'>, wanted: unknown): string {
  const [newest] = batches.idsFrom('');
  if (newest === undefined) throw noBatch();
  if (wanted === undefined) return newest;
  const matches = batches.idsFrom(String(wanted).toLowerCase());
  if (matches.length === 1) return matches[0]!;
  const message =
    matches.length === 0
      ? `no batch has the id ${JSON.stringify(wanted)}`
      : `${matches.length} batches begin with ${JSON.stringify(wanted)}`;
  const hint =
    matches.length === 0 ? 'list them with mixpress list' : `give more of the id: ${matches.slice(0, 5).join(', ')}`;
  throw new AppError('batch-unknown', message, { hint, exitCode: ExitCode.usage });
}

/** The row that `--order` names; null for none. */
export function pickRow(order: unknown): number | null {
  return wholeNumber(order, '--order', 1);
}
