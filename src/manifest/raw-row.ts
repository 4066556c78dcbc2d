import type { Problem } from '../base/problem.ts';

/** One row as a reader found it: cells by the header's own words, values untouched. */
export interface RawRow {
  /** From 1. */
  readonly row: number;
  /** Line of the file on which it begins, where the format knows lines. */
  readonly line: number | null;
  readonly cells: ReadonlyMap<string, unknown>;
}

export interface RawRows {
  readonly rows: readonly RawRow[];
  readonly problems: readonly Problem[];
}

/** A way of writing manifests. */
export interface ManifestReader {
  readonly id: string;
  readonly extensions: readonly string[];
  /** Whether text without a telling name is of this kind. */
  recognises(text: string): boolean;
  read(text: string): RawRows;
}
