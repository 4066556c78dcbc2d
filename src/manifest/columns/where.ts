import { describeProblem } from '../../model/query/fault.ts';
import { formatQuery } from '../../model/query/format.ts';
import { parseQuery } from '../../model/query/parse.ts';
import { MAX_QUERY_LENGTH } from '../../model/query/query.ts';
import { accept, refuse, showCell, type Column } from './column.ts';

/** The canonical text of the rule, so that an order stays plain data. */
export const where: Column<string | null> = {
  summary: 'rule that every track keeps to: words, fields (see Rules), brackets, | for alternatives and - for negation',
  example: 'genre:Jazz|Blues year:..1969 length:2:00..5:00 -live',
  schema: { type: 'string', maxLength: MAX_QUERY_LENGTH },
  absent: null,
  parse: (cell) => {
    if (typeof cell !== 'string') return refuse('not-text', `${showCell(cell)} is not text`, 'write it in quotes');
    const parsed = parseQuery(cell);
    if (!parsed.ok) return refuse(parsed.problem.code, describeProblem(parsed.problem), parsed.problem.hint);
    const text = formatQuery(parsed.query);
    return text.length <= MAX_QUERY_LENGTH
      ? accept(text)
      : refuse(
          'rule-too-long',
          `written out, the rule has ${text.length} characters; the limit is ${MAX_QUERY_LENGTH}`,
          'shorten it',
        );
  },
};
