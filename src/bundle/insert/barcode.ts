import type { Box } from './mark.ts';

/** A code as dark boxes, in modules from its upper left corner, without the quiet zone around it. */
export interface Barcode {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
}

/** Draws codes as shapes. */
export interface BarcodeMaker {
  /** ISO/IEC 18004, error correction M. */
  qr(text: string): Barcode;
  /** GS1 General Specifications, 5.2: the bars of 13 digits, in 95 modules. */
  ean13(digits: string): readonly Bar[];
}

/** A dark bar: where it begins and how wide it is, in modules. */
export interface Bar {
  readonly at: number;
  readonly width: number;
}
