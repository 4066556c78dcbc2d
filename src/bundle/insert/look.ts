import { readFile, stat } from 'node:fs/promises';
import { AppError, ExitCode, systemErrorReason } from '../../base/errors.ts';
import { sha256 } from '../../base/hash.ts';
import type { InsertOptions } from '../../model/batch.ts';
import type { Paper } from './sheet.ts';

/** How inserts are printed. */
export interface InsertLook {
  readonly paper: Paper;
  /** Null: the typeface that comes along. */
  readonly font: { readonly bytes: Uint8Array; readonly sha256: string } | null;
}

/** Fonts of all Chinese characters have some 20 MB. */
const LARGEST_FONT = 64 << 20;

/** Reads what the options name. Throws AppError `font-unreadable` and `font-unusable`. */
export async function openLook(options: InsertOptions | null): Promise<InsertLook | null> {
  if (options === null) return null;
  const { paper, font } = options;
  if (font === null) return { paper, font };
  const bytes = await readFont(font);
  const { openPress } = await import('./draw.ts');
  try {
    const { typeface } = await openPress('', bytes);
    for (let letter = 0x20; letter < 0x7f; letter++) {
      if (!typeface.has(letter)) throw new Error(`it has no "${String.fromCodePoint(letter)}"`);
    }
    typeface.width('Ag', 'regular');
  } catch (error) {
    throw unusable(error);
  }
  return { paper, font: { bytes, sha256: sha256(bytes) } };
}

async function readFont(path: string): Promise<Uint8Array> {
  try {
    const info = await stat(path);
    if (!info.isFile() || info.size > LARGEST_FONT) throw new Error('it is no file of 64 MB at the most');
    return await readFile(path);
  } catch (error) {
    throw new AppError('font-unreadable', `can't read the font ${path}: ${systemErrorReason(error)}`, {
      hint: 'name a TrueType or OpenType file with --insert-font FILE',
      exitCode: ExitCode.usage,
      cause: error,
    });
  }
}

/** What a font that its reader chokes on is told as. */
export function unusable(error: unknown): AppError {
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('font-unusable', `can't set inserts in the font of --insert-font: ${reason}`, {
    hint: 'name a TrueType or OpenType file of one font, with Latin letters, or leave --insert-font out',
    exitCode: ExitCode.usage,
    cause: error,
  });
}
