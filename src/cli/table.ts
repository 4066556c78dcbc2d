/** A column of a table: its heading, and whether its cells are numbers to be set to the right, or may be cut. */
export interface TableColumn {
  readonly heading: string;
  readonly right?: boolean;
  readonly cut?: boolean;
}

/**
 * Sets rows of cells in columns, by what they take on a terminal (wide and combining characters counted). Where a line
 * would take more than `most`, cells of the columns that may be are cut.
 */
export async function formatTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  most = Infinity,
): Promise<string> {
  const widthOf = await terminalWidth([columns.map(({ heading }) => heading), ...rows]);
  const widths = narrowed(
    columns,
    columns.map(({ heading }, i) =>
      rows.reduce((width, row) => Math.max(width, widthOf(row[i] ?? '')), widthOf(heading)),
    ),
    most,
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ right }, i) => {
        const cell = cutTo(cells[i] ?? '', widths[i]!, widthOf);
        const space = ' '.repeat(widths[i]! - widthOf(cell));
        return right ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return [columns.map(({ heading }) => heading), ...rows].map((cells) => `${line(cells)}\n`).join('');
}

/** A column that is cut keeps so much. */
const LEAST = 8;

/** The widths with the widest of the columns that may be cut made narrower, as far as needed. */
function narrowed(columns: readonly TableColumn[], widths: readonly number[], most: number): number[] {
  const result = [...widths];
  const cuttable = result.map((_, i) => i).filter((i) => columns[i]!.cut === true);
  let over = result.reduce((sum, width) => sum + width, 2 * (columns.length - 1)) - most;
  for (; over > 0; over--) {
    const widest = cuttable.reduce<number | undefined>(
      (best, i) => (result[i]! > LEAST && (best === undefined || result[i]! > result[best]!) ? i : best),
      undefined,
    );
    if (widest === undefined) break;
    result[widest]!--;
  }
  return result;
}

/** The text, or as much of its beginning as fits with an ellipsis behind it. */
export function cutTo(text: string, width: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let left = width - 1;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    left -= widthOf(segment);
    if (left < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Plain ASCII is measured by its length; the library for the rest is loaded only where it is needed. */
async function terminalWidth(rows: readonly (readonly string[])[]): Promise<(text: string) => number> {
  if (rows.every((row) => row.every((cell) => /^[\x20-\x7e]*$/.test(cell)))) return (text) => text.length;
  const { default: stringWidth } = await import('string-width');
  return stringWidth;
}
