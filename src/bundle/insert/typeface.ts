import type { Weight } from './mark.ts';

/** The letters that an insert is set in. */
export interface Typeface {
  /** Width of a line of text, in em. */
  width(text: string, weight: Weight): number;
  /** Whether there is a letter for a code point. */
  has(codePoint: number): boolean;
}
