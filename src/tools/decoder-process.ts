import { spawn } from 'node:child_process';
import { unpackMessages, type Message } from './messages.ts';
import { tailOf, tellingLine } from './output-tail.ts';

/** A process of our own that answers requests with messages, so that its death is not ours. */
export interface DecoderProcess {
  readonly pid: number | undefined;
  /** Sends a request, as one line of JSON on its standard input. */
  send(request: unknown): void;
  /** The next message of an answer, or null once the process has ended. It sends no faster than it is asked. */
  receive(): Promise<Message | null>;
  /** Ends it at once. */
  kill(): void;
  /** Kept when it has ended, with how, e.g. `it was killed by SIGSEGV`. */
  readonly ended: Promise<string>;
}

/** How long a process may keep an asker waiting before it is taken for stuck. */
const PATIENCE_MS = 120_000;

/**
 * Starts the module at `entry` in a process of its own. Its standard input closes when we end, by whatever cause, and
 * a module that reads it then ends too.
 */
export function startDecoderProcess(entry: string, patienceMs: number = PATIENCE_MS): DecoderProcess {
  const child = spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
  const complaints = tailOf(child.stderr);
  const messages = unpackMessages(child.stdout);
  let fault: string | null = null;

  const giveUp = (why: string): void => {
    fault ??= why;
    child.kill('SIGKILL');
    // Nobody will read the rest of its answer, and with the rest unread its end would never be told.
    child.stdout.destroy();
  };

  // A request to a process that has just died is answered by its end.
  child.stdin.on('error', () => undefined);

  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`it can't be started: ${error.message}`));
    child.on('close', (code, signal) => {
      if (fault !== null) resolve(fault);
      else if (signal !== null) resolve(`it was killed by ${signal}`);
      else resolve(`it ended with code ${code}: ${tellingLine(complaints()) ?? 'without a word'}`);
    });
  });

  return {
    pid: child.pid,
    send: (request) => child.stdin.write(`${JSON.stringify(request)}\n`),
    receive: async () => {
      const timer = setTimeout(() => giveUp(`it gave no sign of life for ${patienceMs / 1000} s`), patienceMs);
      try {
        const next = await messages.next();
        return next.done === true ? null : next.value;
      } catch (error) {
        giveUp(error instanceof Error ? error.message : String(error));
        return null;
      } finally {
        clearTimeout(timer);
      }
    },
    kill: () => giveUp('it was stopped'),
    ended,
  };
}
