/** A column of a table: its heading, and whether its cells are numbers to be set to the right. */
export interface TableColumn {
  readonly heading: string;
  readonly right?: boolean;
}

/** Sets rows of cells in columns, by what they take on a terminal (wide and combining characters counted). */
export async function formatTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): Promise<string> {
  const widthOf = await terminalWidth([columns.map(({ heading }) => heading), ...rows]);
  const widths = columns.map(({ heading }, i) =>
    rows.reduce((width, row) => Math.max(width, widthOf(row[i] ?? '')), widthOf(heading)),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ right }, i) => {
        const cell = cells[i] ?? '';
        const space = ' '.repeat(widths[i]! - widthOf(cell));
        return right ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return [columns.map(({ heading }) => heading), ...rows].map((cells) => `${line(cells)}\n`).join('');
}

/** Plain ASCII is measured by its length; the library for the rest is loaded only where it is needed. */
async function terminalWidth(rows: readonly (readonly string[])[]): Promise<(text: string) => number> {
  if (rows.every((row) => row.every((cell) => /^[\x20-\x7e]*$/.test(cell)))) return (text) => text.length;
  const { default: stringWidth } = await import('string-width');
  return stringWidth;
}
