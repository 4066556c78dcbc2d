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

/**
 * The line of a program's complaints that tells most: the last that speaks of an error, or the last. Null where there
 * is none. FFmpeg's `[mp3 @ 0x55d0c8e3]` is left out: addresses differ from run to run.
 */
export function tellingLine(text: string): string | null {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^\[[^\]]* @ 0x[0-9a-f]+\]/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('Last message repeated'));
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? null;
}
