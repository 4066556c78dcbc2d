/** Breaks lines between words so that they take no more than `width` characters; a longer word stays whole. */
export function wrapWords(text: string, width: number): string {
  let column = 0;
  return text
    .split(' ')
    .map((word, i) => {
      const breaks = i > 0 && column + 1 + word.length > width;
      column = (breaks || i === 0 ? 0 : column + 1) + word.length;
      return `${i === 0 ? '' : breaks ? '\n' : ' '}${word}`;
    })
    .join('');
}
