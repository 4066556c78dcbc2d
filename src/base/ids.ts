import { createHash } from 'node:crypto';
import { canonicalJson } from './hash.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ID_LENGTH = 16;

/**
 * The id of a thing, made from what the thing is: the same parts give the same id on every machine, so a repeated run
 * names the same playlists, discs and copies. 80 bits in Crockford's base 32 (no i, l, o, u), lower case.
 *
 * @param kind keeps equal parts of different kinds of thing apart, e.g. `playlist`
 */
export function contentId(kind: string, ...parts: readonly unknown[]): string {
  const digest = createHash('sha256')
    .update(canonicalJson([kind, ...parts]))
    .digest();
  let bits = 0n;
  for (const byte of digest.subarray(0, (ID_LENGTH * 5) / 8)) bits = (bits << 8n) | BigInt(byte);
  let id = '';
  for (let i = 0; i < ID_LENGTH; i++) {
    id = ALPHABET[Number(bits & 31n)]! + id;
    bits >>= 5n;
  }
  return id;
}
