import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { tailOf, tellingLine } from '../../src/tools/output-tail.ts';

describe('what a program complains of', () => {
  it('is kept to its end', async () => {
    const stream = Readable.from(['a'.repeat(9000), 'b'.repeat(3000)].map((text) => Buffer.from(text)));
    const tail = tailOf(stream);
    await finished(stream);
    expect(tail()).toBe('a'.repeat(1000) + 'b'.repeat(3000));
  });

  it.each([
    ['', null],
    ['\n \n', null],
    ['one\ntwo\n', 'two'],
    ['Error: bad thing\n    at x.js:1\n\nNode.js v20.20.2\n', 'Error: bad thing'],
    ['[ogg @ 0x55d0c8e3a980] CRC mismatch!\n    Last message repeated 2 times\n', 'CRC mismatch!'],
  ])('%j: %j', (text, line) => expect(tellingLine(text)).toBe(line));
});
