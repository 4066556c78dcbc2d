import { spawn } from 'node:child_process';
import { AppError } from '../base/errors.ts';
import { escapeControl } from '../base/text.ts';

export interface ProgramRun {
  /** Null where a signal has ended it. */
  readonly code: number | null;
  /** The end of all that it said, on both streams. */
  readonly output: string;
}

const TAIL_CHARACTERS = 16_000;

/**
 * Runs a program to its end. It is asked to end (SIGTERM) when the signal is aborted, and waited for: a drive is never left
 * in the middle of a command. `onText` gets what it says as it says it. Throws AppError `program-missing`.
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  {
    cwd,
    signal,
    onText,
  }: { readonly cwd?: string; readonly signal?: AbortSignal; readonly onText?: (text: string) => void } = {},
): Promise<ProgramRun> {
  signal?.throwIfAborted();
  // In a group of its own: an interrupt at the terminal reaches it through us, once. Its words are for us to parse.
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
    ...(cwd === undefined ? {} : { cwd }),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-TAIL_CHARACTERS);
      onText?.(text);
    });
  }
  const stop = (): boolean => child.kill('SIGTERM');
  signal?.addEventListener('abort', stop);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    signal?.throwIfAborted();
    return { code, output };
  } catch (error) {
    if (child.pid !== undefined) throw error;
    throw new AppError('program-missing', `can't start the program ${command}`, {
      hint: `install ${command}, or choose another one with --with`,
      cause: error,
    });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** Whether a program can be started. What it says is of no interest. */
export async function canStart(command: string, args: readonly string[]): Promise<boolean> {
  try {
    await runProgram(command, args);
    return true;
  } catch {
    return false;
  }
}

/** The line in which a program tells best why it gave up: the last one that speaks of an error. */
export function complaintOf({ code, output }: ProgramRun): string {
  const lines = output.split(/[\r\n]+/).map((line) => line.trim());
  const told = lines.findLast((line) => /\b(error|failure|fatal|sorry)\b/i.test(line) && !/aborting/i.test(line));
  return told ?? lines.findLast((line) => line !== '') ?? `it ended with code ${code ?? 'unknown'}`;
}

/** The error of a drive that a program can't use. */
export function unusable(command: string, device: string, run: ProgramRun): AppError {
  return new AppError(
    'drive-unusable',
    `${command} can't use the drive ${device}: ${escapeControl(complaintOf(run))}`,
    {
      hint: 'load a disc, or name the drive with --device',
    },
  );
}
