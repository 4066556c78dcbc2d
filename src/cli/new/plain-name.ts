import { escapeControl, oneLine } from '../../base/text.ts';
import { namesCell } from '../../manifest/columns/cells.ts';

/** Whether a name can stand in a cell of names as it is: it says itself, and nothing in it moves a terminal. */
export function isPlainName(name: string): boolean {
  const read = namesCell(name);
  return read.ok && read.value.length === 1 && read.value[0] === name && escapeControl(oneLine(name)) === name;
}
