import { fold } from '../../base/text.ts';

/** `and` and `n` between other things; `&` and `+` fall away in folding. */
const AND = /(?<![\p{L}\p{M}\p{N}])(?:and|n)(?![\p{L}\p{M}\p{N}])/giu;

/**
 * Folds the name of a genre or style for comparing, as `fold` does and without `and`, so that `Drum & Bass`, `drum'n'bass`
 * and `Drum and Bass` are one.
 */
export function nameKey(name: string): string {
  const key = fold(name.replace(AND, ' '));
  return key === '' ? fold(name) : key;
}
