/** The questions of a session. Whatever is shown is escaped here, and whatever ends a question early is an interruption. */
import type { AppError } from '../../base/errors.ts';
import { escapeControl, fold } from '../../base/text.ts';
import type { Context } from '../context.ts';

export interface Choice<T> {
  readonly value: T;
  /** How it is offered. */
  readonly text: string;
  /** How it is shown once it is taken; by default the same. */
  readonly short?: string;
  /** Shown below the choices while this one is marked. */
  readonly explain?: string;
}

export interface Prompts {
  /** A line in which `wrongWith` finds nothing wrong. `fallback` is taken for an empty one. */
  line(question: string, fallback: string, wrongWith: (line: string) => string | null): Promise<string>;
  /** One of a few. */
  pick<T>(question: string, choices: readonly Choice<T>[], initial?: T): Promise<T>;
  /** One of many, found by typing a part of it. */
  search<T>(question: string, choices: readonly Choice<T>[]): Promise<T>;
  confirm(question: string, initial: boolean): Promise<boolean>;
  /** A line that is not shown. */
  secret(question: string): Promise<string>;
}

/** A question as the library takes it. */
type Question = {
  type: 'input' | 'select' | 'search' | 'confirm' | 'password';
  name: 'answer';
  message: string;
} & Record<string, unknown>;

/** Prompts on the terminal of a context. `stopped` makes what they throw on Ctrl-C, Ctrl-D or a signal. */
export async function openPrompts({ signal, paint }: Context, stopped: () => AppError): Promise<Prompts> {
  const { createPromptModule } = (await import('inquirer')).default;
  // Where Ctrl-D closes the input nobody settles the question: nothing is left to do, and the process would just end.
  const left = new AbortController();
  const leave = (): void => left.abort();
  const module = createPromptModule({ signal: AbortSignal.any([signal, left.signal]) });
  // Called with more than the text, which chalk would paint too.
  const plainly =
    (painter: (text: string) => string) =>
    (text: string): string =>
      painter(text);
  const theme = {
    spinner: { interval: 80, frames: ['…'] },
    prefix: { idle: paint.blue('?'), done: paint.green('✔') },
    style: {
      answer: plainly(paint.cyan),
      message: plainly(paint.bold),
      error: (text: string) => paint.red(`> ${escapeControl(text)}`),
      defaultAnswer: (text: string) => paint.dim(`(${escapeControl(text)})`),
      highlight: plainly(paint.cyan),
      description: plainly(paint.dim),
      searchTerm: plainly(paint.cyan),
      confirmDefault: (text: string) => text.toUpperCase(),
      keysHelpTip: () => undefined,
    },
  };
  const ask = async (question: Question): Promise<unknown> => {
    process.once('beforeExit', leave);
    try {
      return (await module([question])).answer;
    } catch (error) {
      throw error instanceof Error && /^(?:Exit|Abort)PromptError$/.test(error.name) ? stopped() : error;
    } finally {
      process.off('beforeExit', leave);
    }
  };
  const common = (message: string): { name: 'answer'; message: string; theme: typeof theme; pageSize: number } => ({
    name: 'answer',
    message: escapeControl(message),
    theme,
    pageSize: 12,
  });
  return {
    line: async (question, fallback, wrongWith) => {
      const validate = (line: string): string | true => wrongWith(line) ?? true;
      return (await ask({ type: 'input', ...common(question), default: fallback, validate })) as string;
    },
    pick: async (question, choices, initial) => {
      const marked = choices.findIndex(({ value }) => value === initial);
      const offered = choices.map(offer);
      const answer = await ask({ type: 'select', ...common(question), choices: offered, default: marked, loop: false });
      return choices[answer as number]!.value;
    },
    search: async (question, choices) => {
      const offered = choices.map(offer);
      const source = (term = ''): unknown[] => offered.filter(({ name }) => fold(name).includes(fold(term)));
      return choices[(await ask({ type: 'search', ...common(question), source })) as number]!.value;
    },
    confirm: async (question, initial) =>
      (await ask({ type: 'confirm', ...common(question), default: initial })) as boolean,
    secret: async (question) => (await ask({ type: 'password', ...common(question), mask: '*' })) as string,
  };
}

/** A choice as the library takes it, by its place among the others. */
function offer({ text, short, explain }: Choice<unknown>, value: number): { readonly name: string } {
  const description = explain === undefined ? {} : { description: escapeControl(explain) };
  return { ...{ value, name: escapeControl(text), short: escapeControl(short ?? text.trim()) }, ...description };
}
