/**
 * Sheets of marks into a PDF, one page a sheet: letters and codes are shapes, the typeface is embedded as far as it is
 * used, and the finished piece is the page's TrimBox (ISO 32000-1, 14.11.2). The same sheets give the same bytes on every
 * machine: a fixed date, no compression (the archive compresses).
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { oneLine } from '../../base/text.ts';
import { MM_PER_POINT, type Ink, type Mark, type Weight } from './mark.ts';
import type { Sheet } from './sheet.ts';
import type { Typeface } from './typeface.ts';

type Document = InstanceType<typeof PDFDocument>;

/** Of fontkit, which reads fonts for pdfkit. */
interface Font {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

export interface Press {
  readonly typeface: Typeface;
  /** Draws sheet after sheet, and ends: a press makes one file. */
  print(sheets: Iterable<Sheet>): AsyncIterable<Uint8Array>;
}

const INKS: Readonly<Record<Ink, string>> = { black: '#000000', grey: '#5a5a5a', faint: '#b4b4b4' };
/** The same as that of the archive's entries. */
const DATE = new Date('1980-01-01T00:00:00Z');
const HAIRLINE = 0.25;

const require = createRequire(import.meta.url);
const WEIGHTS = ['regular', 'bold'] as const;
const FONTS: Readonly<Record<Weight, string>> = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
};

/** Opens a press with a typeface: the font given, for all weights, or DejaVu Sans Condensed. Throws what the font's reader throws. */
export async function openPress(title: string, ownFont: Uint8Array | null): Promise<Press> {
  const info = { Title: oneLine(title), CreationDate: DATE };
  const document = blankDocument(info);
  for (const weight of WEIGHTS) document.registerFont(weight, (ownFont ?? (await builtIn(weight))) as Buffer);
  return { typeface: typefaceOf(document), print: (sheets) => print(document, sheets) };
}

/** DejaVu as it was read for the first press: to read it takes longer than to print an insert. */
const tables = new Map<Weight, Font>();

/**
 * A font for one press, on tables that all share. Its letters are its own, for each keeps the characters that it was first
 * asked for by: a file must not hang on what was printed before.
 */
async function builtIn(weight: Weight): Promise<Font> {
  const read = tables.get(weight) ?? fontOf(blankDocument().font((await readFile(FONTS[weight])) as never));
  tables.set(weight, read);
  return Object.assign(Object.create(read) as Font, { _glyphs: {} });
}

function blankDocument(info: object = {}): Document {
  return new PDFDocument({ autoFirstPage: false, compress: false, font: null as unknown as string, info });
}

function typefaceOf(document: Document): Typeface {
  const fonts = WEIGHTS.map((weight) => fontOf(document.font(weight)));
  return {
    has: (codePoint) => fonts.every((font) => font.hasGlyphForCodePoint(codePoint)),
    width: (text, weight) => document.font(weight).fontSize(1).widthOfString(text),
  };
}

/** The font in use; pdfkit has no public way to ask which letters it has. */
function fontOf(document: Document): Font {
  return (document as unknown as { _font: { font: Font } })._font.font;
}

async function* print(document: Document, sheets: Iterable<Sheet>): AsyncGenerator<Uint8Array> {
  for (const sheet of sheets) {
    drawSheet(document, sheet);
    const chunk = document.read() as Uint8Array | null;
    if (chunk !== null) yield chunk;
  }
  document.end();
  yield* document as AsyncIterable<Uint8Array>;
}

function drawSheet(document: Document, { width, height, trim, marks }: Sheet): void {
  document.addPage({ size: [points(width), points(height)], margin: 0 });
  const bottom = height - trim.y - trim.height;
  const box = [trim.x, bottom, trim.x + trim.width, bottom + trim.height].map(points);
  Object.assign(document.page.dictionary.data, { TrimBox: box });
  for (const mark of marks) draw(document, mark);
}

function draw(document: Document, mark: Mark): void {
  const color = INKS[mark.ink];
  switch (mark.kind) {
    case 'text': {
      const [x, y] = [points(mark.x), points(mark.y)];
      document.save();
      if (mark.turn !== 0) document.rotate(mark.turn, { origin: [x, y] });
      document.font(mark.weight).fontSize(mark.size).fillColor(color);
      document.text(mark.text, x, y, { lineBreak: false, baseline: 'alphabetic' }).restore();
      break;
    }
    case 'boxes':
      for (const box of mark.boxes) document.rect(points(box.x), points(box.y), points(box.width), points(box.height));
      document.fill(color);
      break;
    case 'line': {
      const [from, to] = [mark.from.map(points), mark.to.map(points)] as [[number, number], [number, number]];
      document.save().lineWidth(HAIRLINE);
      if (mark.dashed) document.dash(2, { space: 1.5 });
      document
        .moveTo(...from)
        .lineTo(...to)
        .stroke(color)
        .restore();
      break;
    }
    case 'circle':
      document.save().lineWidth(HAIRLINE);
      document.circle(points(mark.centre[0]), points(mark.centre[1]), points(mark.radius)).stroke(color).restore();
  }
}

/** Thousandths are finer than any printer. */
function points(mm: number): number {
  return Math.round((mm / MM_PER_POINT) * 1000) / 1000;
}
