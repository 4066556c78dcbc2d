import { hash } from 'node:crypto';
import { canonicalJson } from './hash.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * The id of a thing, made from what the thing is: the same parts give the same id on every machine, so a repeated run
 * names the same playlists, discs and copies. 80 bits in Crockford's base 32 (no i, l, o, u), lower case.
 *
 * @param kind keeps equal parts of different kinds of thing apart, e.g. `playlist`
 */
export function contentId(kind: string, ...parts: readonly unknown[]): string {
  const digest = hash('sha256', textOf([kind, ...parts]), 'buffer');
  return base32(digest.readUIntBE(0, 5)) + base32(digest.readUIntBE(5, 5));
}

/** Texts alone, which most ids are made of, have no keys to be sorted. */
function textOf(parts: readonly unknown[]): string {
  return parts.every((part) => typeof part === 'string') ? JSON.stringify(parts) : canonicalJson(parts);
}

/** Each 10 bits in 2 digits: catalogues ask for ids by the million. */
const PAIRS = Array.from({ length: 1024 }, (_, bits) => ALPHABET[bits >> 5]! + ALPHABET[bits & 31]!);

/** 40 bits in 8 digits. */
function base32(bits: number): string {
  const [high, low] = [Math.floor(bits / 0x100000), bits % 0x100000];
  return PAIRS[high >> 10]! + PAIRS[high & 1023]! + PAIRS[low >> 10]! + PAIRS[low & 1023]!;
}
