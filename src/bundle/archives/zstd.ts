import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { AppError, ExitCode } from '../../base/errors.ts';

/** What newer versions of Node have for Zstandard (RFC 8878). */
interface ZstdOfNode {
  readonly createZstdCompress?: (options: { readonly params: Readonly<Record<number, number>> }) => Transform;
  readonly createZstdDecompress?: () => Transform;
}

const { createZstdCompress, createZstdDecompress } = zlib as ZstdOfNode;
/** ZSTD_c_compressionLevel, ZSTD_c_checksumFlag. */
const [LEVEL, CHECKSUM] = [100, 201];

/** Throws AppError `zstd-missing` where Node is too old. */
export function zstdCompressor(level: number): Transform {
  if (createZstdCompress) return createZstdCompress({ params: { [LEVEL]: level, [CHECKSUM]: 1 } });
  throw missing('write --archive tar.gz, or run mixpress with Node 22.15 or newer');
}

/** Throws AppError `zstd-missing` where Node is too old. */
export function zstdDecompressor(): Transform {
  if (createZstdDecompress) return createZstdDecompress();
  throw missing('unpack it with tar --zstd -xf, or run mixpress with Node 22.15 or newer');
}

function missing(hint: string): AppError {
  return new AppError('zstd-missing', `Node ${process.versions.node} knows no Zstandard`, {
    hint,
    exitCode: ExitCode.usage,
  });
}
