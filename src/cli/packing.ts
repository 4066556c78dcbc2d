import { ARCHIVES } from '../bundle/archives/index.ts';
import { readRecipients } from '../bundle/encryption/recipients.ts';
import { AppError, ExitCode } from '../base/errors.ts';
import { nearest } from '../base/text.ts';
import { isEncrypted, PLAIN_PACKING, type ArchiveId, type Packing } from '../model/packing.ts';
import type { CommandOption } from './command.ts';
import type { Context } from './context.ts';
import { askPassphrase, canAsk, givenPassphrase, PASSPHRASE_OPTIONS } from './keys.ts';

export const PACKING_OPTIONS: readonly CommandOption[] = [
  { flags: '--archive <kind>', summary: `form of the bundles: ${Object.keys(ARCHIVES).join(', ')}; by default zip` },
  { flags: '--level <level>', summary: 'how hard to compress: 0 to 9 (zip), 1 to 9 (tar.gz), 1 to 19 (tar.zst)' },
  { flags: '--audio <kind>', summary: 'audio as wav, or as flac: lossless and much smaller; by default wav' },
  {
    flags: '--encrypt-to <recipient>',
    summary: 'encrypt to an age recipient (age1...), or to those in a file (repeatable)',
    repeatable: true,
  },
  { flags: '--passphrase', summary: 'encrypt with a passphrase, which is asked for on the terminal' },
  ...PASSPHRASE_OPTIONS,
];

type Options = Readonly<Record<string, unknown>>;

/** The packing that options ask for; null for the plain one. Throws AppError for what makes no sense. */
export async function readPacking(options: Options): Promise<Packing | null> {
  const archive = pick('archive', options, Object.keys(ARCHIVES)) as ArchiveId;
  const recipients = await readRecipients((options['encryptTo'] as string[] | undefined) ?? []);
  const packing: Packing = {
    archive,
    level: levelOf(options['level'], archive),
    audio: pick('audio', options, ['wav', 'flac']) as Packing['audio'],
    recipients,
    passphrase: ['passphrase', 'passphraseFile', 'passphraseFd'].some((name) => options[name] !== undefined),
  };
  const isSealed = isEncrypted(packing);
  if (packing.passphrase && recipients.length > 0) {
    throw wrong(
      'key-twice',
      'a bundle is encrypted to recipients or with a passphrase, not both',
      'leave out one of the two',
    );
  }
  if (isSealed && archive === 'dir') {
    throw wrong('archive-open', 'a folder cannot be encrypted', 'write --archive zip, or tar');
  }
  if (JSON.stringify(packing) === JSON.stringify(PLAIN_PACKING)) return null;
  // Some kinds are not to be had everywhere; that is told before any work is done.
  const kind = ARCHIVES[archive];
  if (kind.form === 'stream') await kind.open(packing.level);
  return packing;
}

/** The passphrase that bundles are to be encrypted with: as the options give it, or asked for twice. */
export async function passphraseFor(context: Context, options: Options): Promise<string> {
  const given = await givenPassphrase(options);
  if (given !== null) return given;
  if (!canAsk(context)) {
    throw wrong(
      'passphrase-missing',
      'there is no terminal to ask for the passphrase',
      'name its file with --passphrase-file FILE',
    );
  }
  const passphrase = await askPassphrase(context, 'Passphrase for the bundles');
  if ((await askPassphrase(context, 'The same again')) === passphrase) return passphrase;
  throw wrong('passphrase-differs', 'the two passphrases differ', 'run again');
}

function pick(name: 'archive' | 'audio', options: Options, choices: readonly string[]): string {
  const value = options[name] ?? PLAIN_PACKING[name];
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const hint = `write one of ${choices.join(', ')}`;
  const near = nearest(String(value), choices);
  throw wrong(
    `${name}-unknown`,
    `there is no --${name} ${JSON.stringify(value)}`,
    near ? `did you mean ${near}?` : hint,
  );
}

function levelOf(value: unknown, archive: ArchiveId): number | null {
  if (value === undefined) return null;
  const { levels } = ARCHIVES[archive];
  if (levels === null) throw wrong('level-unknown', `--archive ${archive} has no levels`, 'leave out --level');
  const [least, most] = levels;
  const level = /^\d{1,2}$/.test(String(value)) ? Number(value) : NaN;
  if (level >= least && level <= most) return level;
  throw wrong(
    'level-unknown',
    `--level of ${archive} is ${least} to ${most}, not ${JSON.stringify(value)}`,
    `write --level ${most}`,
  );
}

function wrong(code: string, message: string, hint: string): AppError {
  return new AppError(code, message, { hint, exitCode: ExitCode.usage });
}
