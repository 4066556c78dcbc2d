import { AppError, ExitCode } from '../../base/errors.ts';
import type { ByteSource } from '../reading/byte-source.ts';
import { damaged } from '../reading/damage.ts';
import { CHUNK_BYTES, NONCE_BYTES, openChunk, payloadKey, SEALED_BYTES } from './payload.ts';

/** What opens encrypted bundles. */
export interface Keys {
  /** `AGE-SECRET-KEY-1...` */
  readonly identities: readonly string[];
  /** Asked for only where it is needed; null: there is none. */
  passphrase(): Promise<string | null>;
}

const INTRODUCTION = 'age-encryption.org/v1\n';
/** Far more than the header of any file takes. */
const MOST_HEADER_BYTES = 1 << 18;

/** Whether bytes begin as an age file does. */
export function isSealed(start: Buffer): boolean {
  return start.subarray(0, INTRODUCTION.length).equals(Buffer.from(INTRODUCTION));
}

/**
 * What is in an age file, readable anywhere: each chunk is proven as it is read, and the last one, with it the length, at once.
 * Closing it closes the file.
 *
 * @throws AppError `bundle-locked`, `bundle-wrong-key`, `bundle-damaged`, all of exit code 7
 */
export async function unseal(file: ByteSource, keys: Keys): Promise<ByteSource> {
  const header = await readHeader(file);
  const fileKey = await unwrap(header, keys);
  const start = header.length + NONCE_BYTES;
  const key = payloadKey(fileKey, await file.read(header.length, NONCE_BYTES));
  const chunks = Math.max(1, Math.ceil((file.bytes - start) / SEALED_BYTES));
  const open = async (first: number, end: number): Promise<Buffer> => {
    const from = start + first * SEALED_BYTES;
    const sealed = await file.read(from, Math.min(file.bytes, start + end * SEALED_BYTES) - from);
    const opened = Array.from({ length: end - first }, (_, i) => {
      const one = sealed.subarray(i * SEALED_BYTES, (i + 1) * SEALED_BYTES);
      const chunk = openChunk(key, first + i, first + i === chunks - 1, one);
      if (chunk === null) throw damaged('its encryption is broken: it was changed or cut short');
      return chunk;
    });
    return Buffer.concat(opened);
  };
  const last = await open(chunks - 1, chunks);
  if (last.length === 0 && chunks > 1) throw damaged('its encryption is broken: it was changed');
  const bytes = (chunks - 1) * CHUNK_BYTES + last.length;
  return {
    bytes,
    read: async (position, length) => {
      if (position < 0 || length > bytes - position) throw damaged('it is cut short');
      if (length === 0) return Buffer.alloc(0);
      const first = Math.floor(position / CHUNK_BYTES);
      const opened = await open(first, Math.ceil((position + length) / CHUNK_BYTES));
      const from = position - first * CHUNK_BYTES;
      return opened.subarray(from, from + length);
    },
    close: () => file.close(),
  };
}

/** All lines up to the one that begins with `---`. */
async function readHeader(file: ByteSource): Promise<Buffer> {
  const start = await file.read(0, Math.min(file.bytes, MOST_HEADER_BYTES));
  const mark = start.indexOf('\n--- ');
  const end = mark < 0 ? -1 : start.indexOf('\n', mark + 1);
  if (end < 0) throw damaged('the header of its encryption is cut short');
  return start.subarray(0, end + 1);
}

async function unwrap(header: Buffer, keys: Keys): Promise<Uint8Array> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  const isByPassphrase = header.includes('\n-> scrypt ');
  if (isByPassphrase) {
    const passphrase = await keys.passphrase();
    if (passphrase === null) throw locked('a passphrase', 'name its file with --passphrase-file FILE');
    decrypter.addIdentity((await import('./scrypt.ts')).scryptIdentity(passphrase));
  } else {
    if (keys.identities.length === 0) throw locked('a key', 'name the file of your age key with --identity FILE');
    for (const identity of keys.identities) decrypter.addIdentity(identity);
  }
  try {
    return await decrypter.decryptHeader(header);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason.startsWith('no identity matched')) throw wrongKey(isByPassphrase);
    throw damaged(`the header of its encryption is broken: ${reason}`, error);
  }
}

function locked(what: string, hint: string): AppError {
  return new AppError('bundle-locked', `it is encrypted: opening it takes ${what}`, {
    hint,
    exitCode: ExitCode.damaged,
  });
}

function wrongKey(isByPassphrase: boolean): AppError {
  const message = isByPassphrase ? 'the passphrase is wrong' : 'none of the keys fits: it is encrypted to others';
  const hint = isByPassphrase ? 'mind upper and lower case' : 'name another key with --identity FILE';
  return new AppError('bundle-wrong-key', message, { hint, exitCode: ExitCode.damaged });
}
