import type { Readable, Writable } from 'node:stream';
import type { ChalkInstance } from 'chalk';
import { AppError, ExitCode } from '../base/errors.ts';
import { escapeControl } from '../base/text.ts';
import type { Environment, Settings } from './settings.ts';

/** What a command gets of the world: its settings, its streams and the wish to stop. */
export interface Context {
  readonly settings: Settings;
  /** Where credentials are looked up; nothing else is. */
  readonly environment: Environment;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Aborted where even what could be brought to its end is to be dropped: nobody is there any more to be told of it. */
  readonly atOnce: AbortSignal;
  /** Colours for `print`, as far as standard output is a terminal. */
  readonly paint: ChalkInstance;
  /** Colours for `note`, as far as standard error is one. */
  readonly notePaint: ChalkInstance;
  readonly version: string;
  /** Writes the answer, or a part of it, to standard output. */
  print(text: string | Uint8Array): void;
  /** Writes a message for people to standard error. */
  note(text: string): void;
}

/** Prints `value` in the wanted format: one JSON document, one line of JSON for each item, or the lines of `text`. */
export function printAnswer(context: Context, value: unknown, items: readonly unknown[], text: () => string): void {
  switch (context.settings.format) {
    case 'json':
      return context.print(`${JSON.stringify(value, null, 2)}\n`);
    case 'ndjson':
      return context.print(items.map((item) => `${JSON.stringify(item)}\n`).join(''));
    case 'text':
      return context.print(text());
  }
}

/** `error: what and where` and, below it, `hint: what to do`; control characters of foreign text made visible. */
export function describeError(error: AppError, paint: ChalkInstance): string {
  const hint = error.hint === undefined ? '' : `\n${paint.cyan('hint:')} ${escapeControl(error.hint)}`;
  return `${paint.red('error:')} ${escapeControl(error.message)}${hint}\n`;
}

/** The error for a command that was stopped by a signal. */
export function interrupted(): AppError {
  return new AppError('interrupted', 'stopped; what was finished is kept', {
    hint: 'run the same command again to go on',
    exitCode: ExitCode.interrupted,
  });
}
