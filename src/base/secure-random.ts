import { randomBytes } from 'node:crypto';

/** Bytes that nobody can guess, for keys: the one kind of chance that must never come again. */
export function secureRandom(bytes: number): Buffer {
  return randomBytes(bytes);
}
