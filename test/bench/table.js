/**
 * One line of the table. A figure has a `value` and the `best` of its runs.
 *
 * @param bench what it belongs to
 * @param what what was measured
 * @param unit of both figures
 * @param ours the figure of mixpress; null where it can't be had here
 * @param peer name of what it is measured against; null where there is nothing
 * @param theirs the figure of the peer; null where that is missing
 * @param note put behind our figure
 */
export function row({ bench, what, unit, ours, peer = null, theirs = null, note = null }) {
  const ratio = ours === null || theirs === null || theirs.value === 0 ? null : ours.value / theirs.value;
  return { bench, what, unit, result: ours, peer, peerResult: theirs, ratio, note };
}

/** All rows as an aligned table. */
export function formatTable(rows) {
  const lines = [['name', 'what', 'result', 'peer', 'ratio'], ...rows.map(cellsOf)];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const align = (cell, column) => (column < 4 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  return lines.map((cells) => `${cells.map(align).join('  ')}\n`).join('');
}

function cellsOf({ bench, what, unit, result, peer, peerResult, ratio, note }) {
  const behind = note === null ? '' : ` (${note})`;
  const ours = result === null ? 'not to be had here' : `${number(result.value)} ${unit}${behind}`;
  return [bench, what, ours, peerCell(peer, peerResult), ratio === null ? '-' : number(ratio)];
}

function peerCell(peer, figure) {
  if (peer === null) return '-';
  return figure === null ? `${peer} missing` : `${number(figure.value)}: ${peer}`;
}

/** Three digits that count. */
function number(value) {
  return Math.abs(value) < 1e-9 || value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
