import type { Readable } from 'node:stream';

const TAIL_CHARACTERS = 4000;

/** Drains a stream of text and returns a function that gives its last few thousand characters. */
export function tailOf(stream: Readable): () => string {
  let tail = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-TAIL_CHARACTERS);
  });
  return () => tail;
}

/** The line of a program's complaints that tells most: the last that speaks of an error, or the last. */
export function tellingLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'without a word';
}
