import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';
import { Stanza, type Identity, type Recipient } from 'age-encryption';
import { secureRandom } from '../../base/secure-random.ts';

/**
 * Passphrases as age has them (its specification, "The scrypt recipient type"), by the scrypt of Node: that of the
 * package gives the same keys, but takes six times as long and stops everything else meanwhile.
 */

const SALT_BYTES = 16;
const LOG_N = 18;
/** More would be an attack on the reader's memory and patience: 1 GiB. */
const MOST_LOG_N = 20;
const CIPHER = 'chacha20-poly1305';
const NONCE = Buffer.alloc(12);
const TAG = { authTagLength: 16 };

/** Wraps file keys with a passphrase. */
export function scryptRecipient(passphrase: string): Recipient {
  return {
    wrapFileKey: async (fileKey) => {
      const salt = secureRandom(SALT_BYTES);
      const cipher = createCipheriv(CIPHER, await derive(passphrase, salt, LOG_N), NONCE, TAG);
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      return [new Stanza(['scrypt', unpadded(salt), String(LOG_N)], body)];
    },
  };
}

/** Unwraps file keys with a passphrase; throws an Error where the stanza makes no sense. */
export function scryptIdentity(passphrase: string): Identity {
  return {
    unwrapFileKey: async (stanzas) => {
      const stanza = stanzas.find(({ args }) => args[0] === 'scrypt');
      if (!stanza) return null;
      const [, text = '', work = ''] = stanza.args;
      const salt = Buffer.from(text, 'base64');
      if (stanzas.length !== 1 || stanza.args.length !== 3 || unpadded(salt) !== text || salt.length !== SALT_BYTES)
        throw new Error('its header makes no sense');
      if (!/^[1-9]\d?$/.test(work) || stanza.body.length !== 32) throw new Error('its header makes no sense');
      if (Number(work) > MOST_LOG_N) throw new Error(`its passphrase takes too much work (2^${work})`);
      const decipher = createDecipheriv(CIPHER, await derive(passphrase, salt, Number(work)), NONCE, TAG);
      decipher.setAuthTag(stanza.body.subarray(16));
      try {
        return Buffer.concat([decipher.update(stanza.body.subarray(0, 16)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}

function derive(passphrase: string, salt: Buffer, logN: number): Promise<Buffer> {
  const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]);
  const options = { N: 2 ** logN, r: 8, p: 1, maxmem: 2 ** (logN + 11) };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, labelled, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
