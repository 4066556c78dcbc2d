/**
 * Why no track passes a rule on a fact: `none of the 34 tracks that fit the other rules is in 8A; 12 of them have no key`.
 *
 * @param fitting how many tracks the other rules let through
 * @param told of how many of them the fact is known
 * @param asked completes "is ..."
 * @param fact completes "has no ..."
 */
export function explainLacking(fitting: number, told: number, asked: string, fact: string): string {
  const lacking = fitting - told;
  if (fitting === 1) return `the one track that fits the other rules ${lacking ? `has no ${fact}` : `is not ${asked}`}`;
  const none = `none of the ${fitting} tracks that fit the other rules`;
  if (lacking === fitting) return `${none} has a ${fact}`;
  const some = lacking === 0 ? '' : `; ${lacking} of them ${lacking === 1 ? 'has' : 'have'} no ${fact}`;
  return `${none} is ${asked}${some}`;
}
