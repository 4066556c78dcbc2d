import bwip from 'bwip-js/generic';
import type { Bar, Barcode, BarcodeMaker } from './barcode.ts';
import type { Box } from './mark.ts';

/** Codes of bwip-js as shapes. */
export const barcodes: BarcodeMaker = {
  qr: (text) => {
    const [code] = bwip.raw('qrcode', text, { eclevel: 'M' } as object);
    if (code === undefined || !('pixs' in code)) throw new Error('no code was made');
    return matrix(code.pixs, code.pixx, code.pixy);
  },
  ean13: (digits) => {
    const [code] = bwip.raw('ean13', digits, {});
    if (code === undefined || !('sbs' in code)) throw new Error('no code was made');
    return bars(code.sbs);
  },
};

/** Dark runs of each row. */
function matrix(pixels: readonly number[], width: number, height: number): Barcode {
  const boxes: Box[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const start = x;
      while (x < width && pixels[y * width + x] === 1) x++;
      if (x > start) boxes.push({ x: start, y, width: x - start, height: 1 });
    }
  }
  return { width, height, boxes };
}

/** Widths of bars and spaces by turns, a bar first. */
function bars(widths: readonly number[]): Bar[] {
  let at = 0;
  return widths.flatMap((width, i) => {
    const bar = { at, width };
    at += width;
    return i % 2 === 0 ? [bar] : [];
  });
}
