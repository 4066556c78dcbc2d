import { createReadStream } from 'node:fs';
import { AppError, ExitCode, systemErrorReason } from '../base/errors.ts';
import { formatBytes } from '../base/bytes.ts';
import type { KnownNames } from './known-names.ts';
import { parseManifest, type Manifest } from './manifest.ts';

/** Larger manifests are refused before they are read. */
const MAX_BYTES = 64_000_000;

/**
 * Reads and parses the manifest at `path`, or from `stdin` where the path is `-`. Throws `manifest-unreadable` or
 * `manifest-too-large`; what is wrong inside of it comes back as problems.
 */
export async function loadManifest(
  path: string,
  stdin: AsyncIterable<Uint8Array>,
  known: KnownNames,
  seed: number | null = null,
): Promise<Manifest> {
  const name = path === '-' ? 'standard input' : path;
  return parseManifest(name, await readManifest(name, path === '-' ? stdin : createReadStream(path)), known, seed);
}

/** The bytes of a manifest; throws the same. */
export async function readManifest(name: string, stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  try {
    return await readLimited(stream, name);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('manifest-unreadable', `can't read the manifest ${name}: ${systemErrorReason(error)}`, {
      hint: "check the path, or give '-' to read from standard input",
      exitCode: ExitCode.usage,
      cause: error,
    });
  }
}

async function readLimited(stream: AsyncIterable<Uint8Array>, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new AppError('manifest-too-large', `the manifest ${name} is larger than ${formatBytes(MAX_BYTES)}`, {
        hint: 'is it the right file? split it into several manifests if so',
        exitCode: ExitCode.usage,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
