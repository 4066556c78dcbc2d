import type { InsertInput } from './insert-input.ts';
import type { Paper } from './sheet.ts';
import { insertSheets } from './sheets.ts';

export interface Insert {
  /** A PDF, made while it is read. */
  readonly pdf: AsyncIterable<Uint8Array>;
  /** What does not stand there as it was given, a line each. */
  readonly warnings: readonly string[];
}

/** Prints an insert as a PDF: the same input gives the same bytes. What draws it is loaded with the first one. */
export async function makeInsert(input: InsertInput, paper: Paper, font: Uint8Array | null = null): Promise<Insert> {
  const [{ openPress }, { barcodes }] = await Promise.all([import('./draw.ts'), import('./draw-barcodes.ts')]);
  const press = await openPress(input.title, font);
  const { sheets, warnings } = insertSheets(input, paper, press.typeface, barcodes);
  return { pdf: press.print(sheets), warnings };
}
