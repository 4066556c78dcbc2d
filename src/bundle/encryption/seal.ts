import type { Recipient } from 'age-encryption';
import { secureRandom } from '../../base/secure-random.ts';
import type { Stage } from '../archives/archive-kind.ts';
import { CHUNK_BYTES, NONCE_BYTES, payloadKey, sealChunk } from './payload.ts';

/** A nonce and the seal of nothing. */
const EMPTY_PAYLOAD_BYTES = 32;

/** For whom a bundle is encrypted: to recipients (`age1...`), or with a passphrase. */
export type SealedFor = { readonly recipients: readonly string[] } | { readonly passphrase: string };

/**
 * Encrypts a stream into an age file (age-encryption.org/v1). The header is made by the package; the payload, of which
 * the package makes a twentieth in the same time, by Node's own cipher. No two are the same: keys and nonces are new.
 */
export function sealFor(whom: SealedFor): Stage {
  return async function* seal(source) {
    const { header, fileKey } = await newHeader(whom);
    const nonce = secureRandom(NONCE_BYTES);
    const key = payloadKey(fileKey, nonce);
    yield Buffer.concat([header, nonce]);
    let [pending, index] = [Buffer.alloc(0), 0];
    for await (const bytes of source) {
      pending = Buffer.concat([pending, bytes]);
      // A chunk is the last only if nothing follows.
      const sealed: Buffer[] = [];
      for (; pending.length > CHUNK_BYTES; pending = pending.subarray(CHUNK_BYTES))
        sealed.push(...sealChunk(key, index++, false, pending.subarray(0, CHUNK_BYTES)));
      if (sealed.length > 0) yield Buffer.concat(sealed);
    }
    yield Buffer.concat(sealChunk(key, index, true, pending));
  };
}

async function newHeader(whom: SealedFor): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  if ('passphrase' in whom) encrypter.addRecipient((await import('./scrypt.ts')).scryptRecipient(whom.passphrase));
  else for (const recipient of whom.recipients) encrypter.addRecipient(recipient);
  let fileKey: Uint8Array | null = null;
  const witness: Recipient = {
    wrapFileKey: (key) => {
      fileKey = key;
      return [];
    },
  };
  encrypter.addRecipient(witness);
  const empty = await encrypter.encrypt(new Uint8Array(0));
  return { header: empty.subarray(0, -EMPTY_PAYLOAD_BYTES), fileKey: fileKey! };
}
