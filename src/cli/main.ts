/**
 * The command line: arguments in, an exit code out. The only place that ends the process, reads the environment and
 * turns errors into messages.
 */
import { readFileSync } from 'node:fs';
import { Chalk, supportsColor, supportsColorStderr, type ChalkInstance, type ColorInfo } from 'chalk';
import { CommanderError } from 'commander';
import { AppError, ExitCode, systemErrorCode, systemErrorReason } from '../base/errors.ts';
import type { Command } from './command.ts';
import { describeError, interrupted, type Context } from './context.ts';
import { arrangeWords, buildProgram } from './program.ts';
import { resolveSettings } from './settings.ts';

/** Runs one command line and ends the process with its exit code. */
export async function main(words: readonly string[]): Promise<void> {
  process.exitCode = await runCommandLine(arrangeWords(words));
}

async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = ExitCode.done;
  const stop = new AbortController();
  const drop = new AbortController();
  listenForSignals(stop);
  let stopsUnread = false;
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' || !stopsUnread) return endWithoutReader(error);
      for (const end of [drop, stop]) end.abort(unread());
    });
  try {
    const version = readVersion();
    const program = await buildProgram(words, version, async (command, parameters, flags) => {
      stopsUnread = command.stopsUnread === true;
      code = await runCommand(command, parameters, flags, version, stop.signal, drop.signal);
    });
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    return report(stop.signal.aborted && !(error instanceof AppError) ? interrupted() : error);
  }
}

async function runCommand(
  command: Command,
  parameters: readonly unknown[],
  flags: Readonly<Record<string, unknown>>,
  version: string,
  signal: AbortSignal,
  atOnce: AbortSignal,
): Promise<ExitCode> {
  const settings = resolveSettings(flags, process.env);
  const context: Context = {
    settings,
    environment: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal,
    atOnce,
    paint: paintFor(process.stdout, supportsColor, settings.color),
    notePaint: paintFor(process.stderr, supportsColorStderr, settings.color),
    version,
    print: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(text),
  };
  return command.run(context, parameters, flags);
}

function paintFor(stream: NodeJS.WriteStream, support: ColorInfo, color: boolean): ChalkInstance {
  return new Chalk({ level: color && stream.isTTY && support ? support.level : 0 });
}

/** The first signal asks to stop after the piece at hand, the second one stops at once. */
function listenForSignals(stop: AbortController): void {
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(ExitCode.interrupted);
      stop.abort(interrupted());
    });
  }
}

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.done : ExitCode.usage;
  const paint = paintFor(process.stderr, supportsColorStderr, !process.env['NO_COLOR']);
  const known = error instanceof AppError ? error : asAppError(error);
  if (known) {
    if (known.code === UNREAD) return known.exitCode;
    process.stderr.write(describeError(known, paint));
    return known.exitCode;
  }
  process.stderr.write(
    `${error instanceof Error ? error.stack : String(error)}\n${paint.cyan('hint:')} this is a bug in mixpress; please report it with the lines above\n`,
  );
  return ExitCode.failure;
}

/** Troubles of the machine that are nobody's bug. */
function asAppError(error: unknown): AppError | null {
  const code = systemErrorCode(error);
  if (code === undefined || !/^E[A-Z]+$/.test(code)) return null;
  return new AppError('system', `${systemErrorReason(error)}: ${(error as NodeJS.ErrnoException).path ?? ''}`, {
    hint:
      code === 'ENOSPC'
        ? 'free some space and run the same command again to go on'
        : 'check the path and its permissions',
  });
}

const UNREAD = 'unread';

/** Work that is told to somebody who has left stops as other programs in a pipe do, and can be gone on with; without a word. */
function unread(): AppError {
  return new AppError(UNREAD, 'who reads the answer has left', { exitCode: ExitCode.interrupted });
}

/** Who reads the answer has left, as `head` does, or it can't be written. */
function endWithoutReader(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(ExitCode.done);
  const reason = `can't write the answer: ${systemErrorReason(error)}`;
  process.exit(report(new AppError('output-unwritable', reason, { hint: 'see where standard output goes' })));
}

function readVersion(): string {
  const url = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { version: string }).version;
}
