import { Command as Commander, InvalidArgumentError, Option } from 'commander';
import type { Command, CommandEntry } from './command.ts';
import { COMMANDS, GROUPS } from './commands/index.ts';
import { SETTINGS } from './settings.ts';

/** Runs a command with its parameters and its flags, those of all commands included. */
export type Invoke = (
  command: Command,
  parameters: readonly unknown[],
  flags: Readonly<Record<string, unknown>>,
) => Promise<void>;

/**
 * Builds the command line. Only the command that `words` ask for is loaded in full; the others are names and summaries,
 * so that start-up does not grow with their number.
 */
export async function buildProgram(words: readonly string[], version: string, invoke: Invoke): Promise<Commander> {
  const program = new Commander('mixpress')
    .description('Batch playlist creator: a manifest of orders in, burn-ready disc bundles out.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .addHelpText('after', ROOT_HELP)
    .exitOverride();
  const groups = new Map<string, Commander>();
  for (const entry of COMMANDS) {
    const [first, second] = entry.name.split(' ') as [string, string | undefined];
    const parent = second === undefined ? program : groupFor(first, program, groups);
    const command = parent
      .command(second ?? first)
      .summary(entry.summary)
      .description(entry.summary)
      .exitOverride();
    if (isAskedFor(entry, words)) equip(command, entry, await entry.load(), invoke);
  }
  return program;
}

/**
 * Puts settings that are typed before the command behind it, where commander looks for them, and makes
 * `help playlist show`, of which it takes but one word, `playlist show --help`.
 */
export function arrangeWords(words: readonly string[]): string[] {
  const rest = words[0] === 'help' && words.length > 2 ? [...words.slice(1), '--help'] : [...words];
  const moved: string[] = [];
  for (;;) {
    const setting = SETTINGS.find(({ flags }) => flags.split(' ')[0] === rest[0]?.split('=')[0]);
    if (!setting) return [...rest, ...moved];
    const takesValue = setting.flags.includes('<') && !rest[0]!.includes('=');
    moved.push(...rest.splice(0, takesValue ? 2 : 1));
  }
}

function groupFor(name: string, program: Commander, groups: Map<string, Commander>): Commander {
  const known = groups.get(name);
  if (known) return known;
  const group = program.command(name).summary(GROUPS[name]!).description(GROUPS[name]!).exitOverride();
  groups.set(name, group);
  return group;
}

function isAskedFor({ name }: CommandEntry, words: readonly string[]): boolean {
  const named = words.filter((word) => !word.startsWith('-') && word !== 'help');
  return name.split(' ').every((word, i) => named[i] === word);
}

function equip(target: Commander, entry: CommandEntry, command: Command, invoke: Invoke): void {
  target.description(`${entry.summary}${command.description ? `\n\n${command.description}` : ''}`);
  for (const parameter of command.parameters?.split(' ') ?? []) {
    target.argument(parameter, command.explain?.[parameter.replace(/[<>[\].]/g, '')] ?? '');
  }
  for (const { flags, summary, repeatable } of command.options ?? []) {
    target.addOption(makeOption(flags, summary, repeatable));
  }
  if (command.takesDashes) target.allowUnknownOption();
  for (const { flags, summary } of SETTINGS) target.addOption(makeOption(flags, summary));
  target.addHelpText(
    'after',
    `\nExamples:\n${command.examples.map(([line, effect]) => `  ${line}\n      ${effect}`).join('\n')}`,
  );
  target.action(async (...received: unknown[]) => {
    const parameters = received.slice(0, -2);
    // `--no-color` makes commander default `color` to true, which would outrank the environment.
    const { color, ...flags } = target.opts<Record<string, unknown>>();
    await invoke(command, parameters, color === false ? { ...flags, color } : flags);
  });
}

function makeOption(flags: string, summary: string, repeatable = false): Option {
  const option = new Option(flags, summary);
  if (repeatable) return option.argParser((value, before: string[] | undefined) => [...(before ?? []), filled(value)]);
  return flags.includes('<') ? option.argParser(filled) : option;
}

/** An empty value is a variable of the shell that isn't set: it must not come to mean the current folder. */
function filled(value: string): string {
  if (value === '') throw new InvalidArgumentError('It must not be empty.');
  return value;
}

const ROOT_HELP = `
Examples:
  mixpress run orders.csv --library ~/Music --out discs/
      make every playlist and every disc that orders.csv asks for
  mixpress check orders.csv
      list what is wrong with orders.csv

Exit codes: 0 done, 1 a failure of mixpress, 2 wrong usage or manifest, 3 some orders failed or came
out short, 4 orders wait, 5 not allowed, 6 locked, 7 damaged bundle or wrong key, 130 interrupted.`;
