/**
 * A bundle in, its files out, whatever kind of archive it is: told by its first bytes, not by its name. Nothing is
 * unpacked to a disk, and nothing is believed: sizes, sums and places are checked as far as the archive goes.
 */
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { Duplex } from 'node:stream';
import { AppError, ExitCode, systemErrorCode, systemErrorReason } from '../../base/errors.ts';
import type { ArchiveId } from '../../model/packing.ts';
import { zstdDecompressor } from '../archives/zstd.ts';
import { isArmored, openArmor } from '../encryption/armor.ts';
import { isSealed, unseal, type Keys } from '../encryption/unseal.ts';
import { through } from '../through.ts';
import { openFile, piecesOf, type ByteSource } from './byte-source.ts';
import { sourceCursor, streamCursor } from './cursor.ts';
import { damaged } from './damage.ts';
import { readFolder } from './folder-reader.ts';
import type { ArchiveReader, OpenedArchive } from './opened-archive.ts';
import { readTar } from './tar-reader.ts';
import { readZip } from './zip-reader.ts';

const LOOK_BYTES = 512;

/**
 * Opens a bundle of any kind, encrypted or not. It must be closed.
 *
 * @throws AppError `bundle-unreadable`, `bundle-unknown`, `bundle-locked`, `bundle-wrong-key`, `bundle-damaged`,
 *   `zstd-missing`
 */
export async function openArchive(path: string, keys: Keys): Promise<OpenedArchive> {
  const file = await openReadable(path);
  if (file === null) {
    const files = (): ReturnType<OpenedArchive['files']> => readFolder(path, basename(resolve(path)));
    return { kind: 'dir', isEncrypted: false, bytes: Infinity, isSeekable: true, files, close: async () => undefined };
  }
  let source = file;
  try {
    if (isArmored(await startOf(source))) source = await openArmor(source);
    const isEncrypted = isSealed(await startOf(source));
    if (isEncrypted) source = await unseal(source, keys);
    const kind = kindOf(await startOf(source));
    if (kind === null) throw unknown(isEncrypted);
    return { kind, isEncrypted, bytes: file.bytes, ...readerOf(kind, source), close: () => source.close() };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** Null for a folder. */
async function openReadable(path: string): Promise<ByteSource | null> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) return null;
    if (!info.isFile()) throw new Error('it is neither a file nor a folder');
    return await openFile(path);
  } catch (error) {
    throw new AppError('bundle-unreadable', `can't read ${path}: ${systemErrorReason(error)}`, {
      hint: 'check the name and its permissions',
      exitCode: ExitCode.usage,
      cause: error,
    });
  }
}

function startOf(source: ByteSource): Promise<Buffer> {
  return source.read(0, Math.min(LOOK_BYTES, source.bytes));
}

function kindOf(start: Buffer): Exclude<ArchiveId, 'dir'> | null {
  const begins = (...bytes: readonly number[]): boolean => start.subarray(0, bytes.length).equals(Buffer.from(bytes));
  if (begins(0x50, 0x4b, 3, 4) || begins(0x50, 0x4b, 5, 6)) return 'zip';
  if (begins(0x1f, 0x8b)) return 'tar.gz';
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) return 'tar.zst';
  return start.toString('latin1', 257, 262) === 'ustar' ? 'tar' : null;
}

function readerOf(kind: Exclude<ArchiveId, 'dir'>, source: ByteSource): ArchiveReader {
  switch (kind) {
    case 'zip':
      return { isSeekable: true, files: () => readZip(source) };
    case 'tar':
      return { isSeekable: true, files: () => readTar(sourceCursor(source)) };
    case 'tar.gz':
      return { isSeekable: false, files: () => readSqueezed(source, createGunzip()) };
    case 'tar.zst':
      return { isSeekable: false, files: () => readSqueezed(source, zstdDecompressor()) };
  }
}

async function* readSqueezed(source: ByteSource, decompressor: Duplex): ReturnType<OpenedArchive['files']> {
  const stream = decompress(source, decompressor);
  try {
    yield* readTar(streamCursor(stream));
  } finally {
    await stream.return();
  }
}

async function* decompress(source: ByteSource, decompressor: Duplex): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* through(piecesOf(source, 0, source.bytes), decompressor);
  } catch (error) {
    if (!/^(?:Z_|ZSTD_|ERR_ZLIB)/.test(systemErrorCode(error) ?? '')) throw error;
    throw damaged('its compressed data is broken or cut short', error);
  }
}

function unknown(isEncrypted: boolean): AppError {
  const message = isEncrypted ? 'what is encrypted in it is not a bundle' : 'it is not a bundle: neither ZIP nor tar';
  return new AppError('bundle-unknown', message, {
    hint: 'name an archive that mixpress made',
    exitCode: ExitCode.damaged,
  });
}
