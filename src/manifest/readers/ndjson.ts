import { problem, type Problem } from '../../base/problem.ts';
import type { ManifestReader, RawRow, RawRows } from '../raw-row.ts';
import { isRecord, parseJson } from './json.ts';

/** One JSON object a line; empty lines are passed over. */
export const ndjsonReader: ManifestReader = {
  id: 'ndjson',
  extensions: ['.ndjson', '.jsonl'],
  recognises: (text) => {
    const lines = text.split('\n', 3).filter((line) => line.trim() !== '');
    return lines.length > 0 && lines.slice(0, 2).every((line) => isWholeObject(line));
  },
  read: readNdjson,
};

function isWholeObject(line: string): boolean {
  const parsed = parseJson(line);
  return parsed.ok && isRecord(parsed.value) && !Array.isArray(parsed.value['orders']);
}

function readNdjson(text: string): RawRows {
  const rows: RawRow[] = [];
  const problems: Problem[] = [];
  let row = 0;
  for (const [i, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue;
    row++;
    const line = i + 1;
    const parsed = parseJson(content);
    if (!parsed.ok)
      problems.push(
        problem('json-syntax', parsed.reason, { row, line, hint: 'each line must be one whole JSON object' }),
      );
    else if (!isRecord(parsed.value))
      problems.push(
        problem('json-shape', 'an order must be an object', {
          row,
          line,
          hint: 'write {"title": "...", "duration": "74:00"} on one line',
        }),
      );
    else rows.push({ row, line, cells: new Map(Object.entries(parsed.value)) });
  }
  return { rows, problems };
}
