import type { Ora } from 'ora';
import type { Context } from '../context.ts';
import { cutTo } from '../table.ts';

/** Lines at the end of a terminal that change in place. */
export interface LiveBlock {
  /** Shows these lines, cut to the terminal's width, in the place of what was shown before; a function is asked again and again. */
  show(lines: string | ((columns: number) => readonly string[])): void;
  /** Writes a message that stays. */
  note(text: string): void;
  /** Takes the block away. */
  stop(): void;
}

/** So often it is drawn. */
const REDRAW_MS = 100;
/** What the mark at the beginning of the first line takes; the last column is left free, as some terminals wrap there. */
const INDENT = 3;
const FREE = 1;

/** The block is only there on a terminal; the spinner's library is loaded only for one. */
export async function liveBlock(context: Context): Promise<LiveBlock> {
  const { stderr, settings } = context;
  // A terminal that tells no width (0 columns) would make ora clear lines without end.
  if (stderr.isTTY !== true || !stderr.columns || settings.quiet)
    return { show: () => undefined, note: context.note, stop: () => undefined };
  const [{ default: ora }, { default: widthOf }] = await Promise.all([import('ora'), import('string-width')]);
  let shown: Parameters<LiveBlock['show']>[0] = '';
  const draw = (): string => {
    const columns = stderr.columns || 80;
    const lines = typeof shown === 'string' ? [shown] : shown(columns);
    const seen = lines.slice(0, Math.max(1, (stderr.rows || 24) - 1));
    return seen.map((line) => cutTo(line, columns - INDENT - FREE, widthOf)).join(`\n${' '.repeat(INDENT)}`);
  };
  const spinner: Ora = ora({
    stream: stderr as NodeJS.WriteStream,
    discardStdin: false,
    hideCursor: false,
    interval: REDRAW_MS,
    color: settings.color ? 'cyan' : (false as never),
    // Asked for whenever it is drawn.
    suffixText: draw,
  });
  const stop = (): void => {
    if (spinner.isSpinning) spinner.stop();
  };
  // A second Ctrl-C ends the process at once, but leaves no block behind.
  process.once('exit', stop);
  return {
    show: (lines) => {
      shown = lines;
      if (!spinner.isSpinning) spinner.start();
    },
    note: (text) => {
      stop();
      context.note(text);
    },
    stop,
  };
}
