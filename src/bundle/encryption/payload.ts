import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

/**
 * The payload of an age file (its specification, "Payload"): chunks of 64 KiB, each sealed with ChaCha20-Poly1305 under
 * its number, and the last one marked as such, so that none can be changed, moved, left out or cut off unnoticed.
 */

export const NONCE_BYTES = 16;
export const CHUNK_BYTES = 1 << 16;
const TAG_BYTES = 16;
export const SEALED_BYTES = CHUNK_BYTES + TAG_BYTES;

/** The key of the chunks. */
export function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
}

/** Seals one chunk, in pieces that follow each other; only the last chunk may be shorter than 64 KiB. */
export function sealChunk(key: Buffer, index: number, isLast: boolean, chunk: Uint8Array): Buffer[] {
  const cipher = createCipheriv('chacha20-poly1305', key, chunkNonce(index, isLast), { authTagLength: TAG_BYTES });
  return [cipher.update(chunk), cipher.final(), cipher.getAuthTag()];
}

/** What was sealed, or null where it is not that chunk, whole and unchanged. */
export function openChunk(key: Buffer, index: number, isLast: boolean, sealed: Buffer): Buffer | null {
  if (sealed.length < TAG_BYTES) return null;
  const decipher = createDecipheriv('chacha20-poly1305', key, chunkNonce(index, isLast), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** Eleven bytes of number, one of mark. */
function chunkNonce(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
