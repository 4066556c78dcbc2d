import { randomBytes } from 'node:crypto';

/** So many bytes that nobody can guess, in base 64. */
export function newSecret(bytes: number): string {
  return randomBytes(bytes).toString('base64');
}
