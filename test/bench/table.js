/**
 * One line of the table.
 *
 * @param bench what it belongs to
 * @param what what was measured
 * @param unit of both figures
 * @param ours the figure of mixpress: `value` and `best`; null where it can't be had here
 * @param peer name of what it is measured against, or undefined
 * @param theirs the figure of the peer; null where that is not on PATH
 * @param note put behind the figure
 */
export function row({ bench, what, unit, ours, peer = null, theirs = null, note = null }) {
  const ratio = ours && theirs ? ours.value / theirs.value : null;
  return { bench, what, unit, result: ours, peer, peerResult: theirs, ratio, note };
}

/** All rows as an aligned table; numbers are aligned to the right. */
export function formatTable(rows) {
  const cells = [['name', 'what', 'result', 'peer', 'ratio'], ...rows.map(cellsOf)];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const align = (cell, column) => (column < 4 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  return cells.map((line) => `${line.map(align).join('  ').trimEnd()}\n`).join('');
}

function cellsOf({ bench, what, unit, result, peer, peerResult, ratio, note }) {
  const ours = result === null ? 'needs Linux' : `${number(result.value)} ${unit}${note === null ? '' : ` (${note})`}`;
  const theirs = peer === null ? '-' : peerResult === null ? `${peer} missing` : `${peer}: ${number(peerResult.value)}`;
  return [bench, what, ours, theirs, ratio === null ? '-' : number(ratio)];
}

/** Three digits that count. */
export function number(value) {
  if (value === 0 || value >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}
