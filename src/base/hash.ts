import { hash } from 'node:crypto';

/** SHA-256 of text (as UTF-8) or bytes, in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/**
 * JSON with sorted keys and without undefined values: equal values give equal text, whatever order their keys were
 * made in. Used wherever a value is hashed into a key or an id.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** A copy with the keys of all records in order: a replacer of `JSON.stringify` takes twice as long. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  if ('toJSON' in value && typeof value.toJSON === 'function') return sorted(value.toJSON());
  // As an assigned name, this one key of hostile input would be no key.
  const copy = (Object.hasOwn(value, '__proto__') ? Object.create(null) : {}) as Record<string, unknown>;
  for (const key of inOrder(Object.keys(value))) copy[key] = sorted((value as Record<string, unknown>)[key]);
  return copy;
}

/** Most records have few keys, or are in order. */
function inOrder(keys: string[]): string[] {
  for (let i = 1; i < keys.length; i++) if (keys[i - 1]! > keys[i]!) return keys.sort();
  return keys;
}
