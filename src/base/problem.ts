/** One mistake in somebody's input, with where it is and what would cure it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Stable, kebab-case, part of the JSON contract. */
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly file: string | null;
  /** Number of the order in its manifest, from 1. */
  readonly row: number | null;
  /** Line of the text file on which the row begins, from 1. */
  readonly line: number | null;
  readonly column: string | null;
}

export type ProblemDetails = Partial<Omit<Problem, 'code' | 'message'>>;

/** Builds an error problem; what is not given is null. */
export function problem(code: string, message: string, details: ProblemDetails = {}): Problem {
  return { severity: 'error', code, message, hint: null, file: null, row: null, line: null, column: null, ...details };
}

/** Builds a warning: worth telling, but the work goes on. */
export function warning(code: string, message: string, details: ProblemDetails = {}): Problem {
  return problem(code, message, { ...details, severity: 'warning' });
}

/** Where a problem is: `orders.csv:4 (row 3), column duration`, as much of it as is known. */
export function problemPlace(p: Problem): string {
  const line = p.line === null ? '' : `:${p.line}`;
  const row = p.row === null ? '' : p.line === null ? ` row ${p.row}` : ` (row ${p.row})`;
  const column = p.column === null ? '' : `, column ${p.column}`;
  return `${p.file ?? ''}${line}${row}${column}`.replace(/^,? /, '');
}
