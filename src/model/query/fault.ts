/** What is wrong with the text of a rule, and where: a character of the text, the first being 1. */
export interface QueryProblem {
  readonly code: 'rule-too-long' | 'rule-too-deep' | 'rule-syntax' | 'rule-field' | 'rule-value';
  readonly message: string;
  readonly hint: string;
  readonly column: number;
}

/** What is wrong with a rule, with the place: `at character 7 of the rule: ...`. */
export function describeProblem({ column, message }: QueryProblem): string {
  return `at character ${column} of the rule: ${message}`;
}

/** Ends the reading of a rule; never leaves `parseQuery`. */
export class QueryFault extends Error {
  readonly code: QueryProblem['code'];
  /** Index into the text, in UTF-16 code units. */
  readonly at: number;
  readonly hint: string;

  constructor(code: QueryProblem['code'], at: number, message: string, hint: string) {
    super(message);
    this.code = code;
    this.at = at;
    this.hint = hint;
  }
}
