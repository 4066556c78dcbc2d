import { AppError, ExitCode } from '../../base/errors.ts';

/** The passphrase in what a file or a person gives: its one line. Throws AppError `passphrase-bad`, which never tells it. */
export function passphraseIn(text: string): string {
  const passphrase = text.replace(/\r?\n$/, '');
  if (passphrase === '') throw bad('the passphrase is empty');
  if (/[\r\n]/.test(passphrase)) throw bad('the passphrase has more than one line');
  if (passphrase.length > 1000) throw bad('the passphrase has more than 1000 characters');
  return passphrase;
}

function bad(message: string): AppError {
  return new AppError('passphrase-bad', message, {
    hint: 'write one line, of several words that nobody can guess',
    exitCode: ExitCode.usage,
  });
}
