/** How a run is told: live on standard error, and the answer on standard output. One file a way. */
import type { Watcher } from '../../batch/ports.ts';
import type { Problem } from '../../base/problem.ts';
import type { Context } from '../context.ts';
import type { ManifestResult } from '../run-manifests.ts';
import { jsonReporter } from './json.ts';
import { ndjsonReporter } from './ndjson.ts';
import { textReporter } from './text.ts';

export interface ScanProgress {
  readonly found: number;
  readonly foundAll: boolean;
  readonly done: number;
  readonly read: number;
}

export interface ScanSummary {
  readonly found: number;
  readonly read: number;
  readonly problems: readonly Problem[];
}

export interface Reporter extends Watcher {
  /** The manifest has errors and nothing is done. */
  refused(problems: readonly Problem[]): void;
  /** So many orders are going to be told of. */
  expecting(orders: number): void;
  scanning(progress: ScanProgress): void;
  scanned(summary: ScanSummary): void;
  /** Takes away what is live on the terminal: nothing more is told of the work, or it has failed. */
  close(): void;
  end(results: readonly ManifestResult[]): Promise<void>;
}

/** Does `work` and closes the reporter whatever happens: a live line would keep the process alive. */
export async function live<T>(reporter: Reporter, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    reporter.close();
  }
}

/** The reporter for the format and streams of a context. */
export async function openReporter(context: Context, dryRun: boolean): Promise<Reporter> {
  switch (context.settings.format) {
    case 'json':
      return jsonReporter(context, dryRun);
    case 'ndjson':
      return ndjsonReporter(context, dryRun);
    case 'text':
      return textReporter(context, dryRun);
  }
}
