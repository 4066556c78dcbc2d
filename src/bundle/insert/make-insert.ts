import type { InsertInput } from './insert-input.ts';
import { unusable, type InsertLook } from './look.ts';
import type { Paper } from './sheet.ts';
import { insertSheets } from './sheets.ts';

export interface Insert {
  /** A PDF, made while it is read. */
  readonly pdf: AsyncIterable<Uint8Array>;
  /** What does not stand there as it was given, a line each. */
  readonly warnings: readonly string[];
}

/**
 * Prints an insert as a PDF: the same input gives the same bytes. What draws it is loaded with the first one. Throws
 * AppError `font-unusable`, also while it is read, where the font given breaks.
 */
export async function makeInsert(input: InsertInput, { paper, font }: InsertLook): Promise<Insert> {
  if (font === null) return print(input, paper, null);
  try {
    const { pdf, warnings } = await print(input, paper, font.bytes);
    return { pdf: guarded(pdf), warnings };
  } catch (error) {
    throw unusable(error);
  }
}

async function* guarded(pdf: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pdf;
  } catch (error) {
    throw unusable(error);
  }
}

async function print(input: InsertInput, paper: Paper, font: Uint8Array | null): Promise<Insert> {
  const [{ openPress }, { barcodes }] = await Promise.all([import('./draw.ts'), import('./draw-barcodes.ts')]);
  const press = await openPress(input.title, font);
  const { sheets, warnings } = insertSheets(input, paper, press.typeface, barcodes);
  return { pdf: press.print(sheets), warnings };
}
