import type { ExitCode } from '../base/errors.ts';
import type { Context } from './context.ts';

/** One option of a command, as commander takes it. */
export interface CommandOption {
  readonly flags: string;
  readonly summary: string;
  /** May be given several times; its value is then an array. */
  readonly repeatable?: boolean;
}

/** One command: what it takes, how it is explained and what it does. */
export interface Command {
  /** What follows the name, as commander takes it: `<manifest...>`. */
  readonly parameters?: string;
  /** What the parameters mean, by name. */
  readonly explain?: Readonly<Record<string, string>>;
  /** A few sentences below the summary. */
  readonly description?: string;
  readonly options?: readonly CommandOption[];
  /** Whether words that begin with one dash and are no option are parameters: `-live`. */
  readonly takesDashes?: boolean;
  /** Whether it ends as by SIGTERM (exit 130) where its reader leaves, instead of being done (0). */
  readonly stopsUnread?: boolean;
  /** A command line and what it does. */
  readonly examples: readonly (readonly [line: string, effect: string])[];
  run(context: Context, parameters: readonly unknown[], options: Readonly<Record<string, unknown>>): Promise<ExitCode>;
}

/** A command in the list of all: loaded only when it is the one that is run or explained. */
export interface CommandEntry {
  /** One word, or two for a command of a group: `playlist show`. */
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}
