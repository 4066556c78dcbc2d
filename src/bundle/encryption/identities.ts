import { AppError, ExitCode } from '../../base/errors.ts';
import { linesOf } from './key-lines.ts';
import { readKeyText } from './key-text.ts';

/**
 * Reads the secret keys in a file as age-keygen writes it.
 *
 * @throws AppError `identity-bad`, which never tells a key; `key-unreadable`
 */
export async function readIdentities(path: string): Promise<string[]> {
  const text = await readKeyText(path, 'the key', false);
  if (/^-----BEGIN (?:OPENSSH|RSA)/.test(text))
    throw bad(`${path} is an SSH key`, 'take an age key, as age-keygen makes it');
  if (/^(?:age-encryption\.org\/|-----BEGIN AGE)/.test(text)) {
    throw bad(`${path} is itself encrypted`, `decrypt it for the time: mixpress ... --identity <(age -d ${path})`);
  }
  const { Decrypter } = await import('age-encryption');
  const keys = linesOf(text);
  for (const { text: key, line } of keys) {
    try {
      new Decrypter().addIdentity(key);
    } catch {
      throw bad(`${path}:${line}: this is not a secret key of age`, 'take a file as age-keygen -o key.txt writes it');
    }
  }
  if (keys.length === 0) throw bad(`${path} has no key in it`, 'take a file as age-keygen -o key.txt writes it');
  return keys.map((line) => line.text);
}

function bad(message: string, hint: string): AppError {
  return new AppError('identity-bad', message, { hint, exitCode: ExitCode.usage });
}
