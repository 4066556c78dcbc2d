import { readIdentities } from '../bundle/encryption/identities.ts';
import { readKeyDescriptor, readKeyText } from '../bundle/encryption/key-text.ts';
import { passphraseIn } from '../bundle/encryption/passphrase.ts';
import type { Keys } from '../bundle/encryption/unseal.ts';
import { AppError, ExitCode } from '../base/errors.ts';
import type { CommandOption } from './command.ts';
import { interrupted, type Context } from './context.ts';
import { wholeNumber } from './whole-number.ts';

export const PASSPHRASE_OPTIONS: readonly CommandOption[] = [
  { flags: '--passphrase-file <file>', summary: 'file with the passphrase, which only you may be able to read' },
  { flags: '--passphrase-fd <number>', summary: 'open descriptor from which the passphrase is read' },
];

/** For commands that open bundles. */
export const KEY_OPTIONS: readonly CommandOption[] = [
  {
    flags: '--identity <file>',
    summary: 'age key that opens encrypted bundles, as age-keygen writes it (repeatable)',
    repeatable: true,
  },
  ...PASSPHRASE_OPTIONS,
];

type Options = Readonly<Record<string, unknown>>;

/** What the options give to open bundles with. A passphrase is read, or asked for on a terminal, when one is needed, once. */
export async function keysFrom(context: Context, options: Options): Promise<Keys> {
  const files = (options['identity'] as string[] | undefined) ?? [];
  const identities = (await Promise.all(files.map((file) => readIdentities(file)))).flat();
  let asked: Promise<string | null> | null = null;
  const ask = async (): Promise<string | null> =>
    (await givenPassphrase(options)) ?? (canAsk(context) ? askPassphrase(context, 'Passphrase') : null);
  return { identities, passphrase: () => (asked ??= ask()) };
}

/** The passphrase in a file or behind a descriptor; null where the options name neither. */
export async function givenPassphrase(options: Options): Promise<string | null> {
  const [file, descriptor] = [options['passphraseFile'], options['passphraseFd']];
  if (file !== undefined && descriptor !== undefined) {
    throw new AppError('passphrase-twice', '--passphrase-file and --passphrase-fd both name a passphrase', {
      hint: 'leave out one of the two',
      exitCode: ExitCode.usage,
    });
  }
  if (file !== undefined) return passphraseIn(await readKeyText(file as string, 'the passphrase', true));
  const number = wholeNumber(descriptor, '--passphrase-fd', 0);
  return number === null ? null : passphraseIn(readKeyDescriptor(number, 'the passphrase'));
}

/** Whether there is somebody to be asked. */
export function canAsk({ stdin, stdout }: Context): boolean {
  return stdin.isTTY === true && stdout.isTTY === true;
}

/** Asks for a passphrase on the terminal, where it is not shown. */
export async function askPassphrase(context: Context, question: string): Promise<string> {
  const { openPrompts } = await import('./new/prompts.ts');
  const prompts = await openPrompts(context, interrupted);
  return passphraseIn(await prompts.secret(question));
}
