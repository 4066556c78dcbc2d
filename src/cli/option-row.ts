import { AppError, ExitCode } from '../base/errors.ts';
import { KNOWN_NAMES } from '../batch/known-names.ts';
import { manifestColumns, type ColumnName } from '../manifest/columns/index.ts';
import { rowReader } from '../manifest/row-reader.ts';
import type { OrderBrief } from '../model/order.ts';

/**
 * Reads options as the cells of a row: a flag takes what the column of its name takes in a manifest. Cells that are
 * undefined are not there.
 *
 * @throws AppError for the first that can't be read, naming its flag
 */
export function readOptionRow(cells: Readonly<Partial<Record<ColumnName, unknown>>>): OrderBrief {
  const given = Object.entries(cells).filter(([, cell]) => cell !== undefined);
  const { brief, problems } = rowReader(manifestColumns(KNOWN_NAMES))({ row: 1, line: null, cells: new Map(given) });
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (!wrong) return brief!;
  throw new AppError(wrong.code, `${flagOf(wrong.column ?? '')}: ${wrong.message}`, {
    ...(wrong.hint === null ? {} : { hint: wrong.hint }),
    exitCode: ExitCode.usage,
  });
}

/** `artistGap` as it is typed: `--artist-gap`. */
function flagOf(column: string): string {
  return `--${column.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
