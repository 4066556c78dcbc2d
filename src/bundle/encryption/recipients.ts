import { AppError, ExitCode } from '../../base/errors.ts';
import { linesOf } from './key-lines.ts';
import { readKeyText } from './key-text.ts';

/**
 * Reads what bundles are encrypted to: recipients as they are (`age1...`), or files with one a line and `#` comments.
 * Sorted, each once.
 *
 * @throws AppError `recipient-bad`, which never tells a secret key; `key-unreadable`
 */
export async function readRecipients(given: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const text of given) for (const recipient of await recipientsIn(text)) found.add(recipient);
  return [...found].sort();
}

async function recipientsIn(given: string): Promise<string[]> {
  if (/^(?:age1|age-secret-key-|ssh-)/i.test(given)) return [await checked(given, '')];
  const lines = linesOf(await readKeyText(given, 'the recipients', false));
  if (lines.length === 0) throw bad(`${given} names no recipient`, 'write one age1... a line into it');
  return Promise.all(lines.map(({ text, line }) => checked(text, `${given}:${line}: `)));
}

async function checked(recipient: string, place: string): Promise<string> {
  if (/^age-secret-key-/i.test(recipient)) {
    throw bad(`${place}this is a secret key, not a recipient`, 'take what age-keygen -y makes of its file');
  }
  if (recipient.startsWith('ssh-')) {
    throw bad(`${place}SSH keys are not supported as recipients`, 'make an age key with age-keygen -o key.txt');
  }
  const { Encrypter } = await import('age-encryption');
  try {
    new Encrypter().addRecipient(recipient);
    return recipient;
  } catch {
    throw bad(
      `${place}${JSON.stringify(recipient.slice(0, 80))} is not an age recipient`,
      'write age1... as age-keygen prints it, or the name of a file with such lines',
    );
  }
}

function bad(message: string, hint: string): AppError {
  return new AppError('recipient-bad', message, { hint, exitCode: ExitCode.usage });
}
