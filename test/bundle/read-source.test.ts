import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { readSource, sourceBytes } from '../../src/bundle/read-source.ts';
import { tempDir } from '../outside.ts';

const path = join(tempDir(), 'a');
writeFileSync(path, '0123456789');
const head = Buffer.from('head');

it.each([
  ['text', { text: 'Grüße' }, 'Grüße', 7],
  ['bytes', { bytes: head }, 'head', 4],
  ['no bytes', { bytes: new Uint8Array() }, '', 0],
  ['a part of a file behind a head', { head, path, start: 3, end: 6 }, 'head345', 7],
  ['nothing of a file behind a head', { head, path, start: 3, end: 3 }, 'head', 4],
  ['a part without a head', { head: new Uint8Array(), path, start: 0, end: 10 }, '0123456789', 10],
] as const)('gives %s', async (_, source, text, bytes) => {
  expect((await buffer(readSource(source))).toString()).toBe(text);
  expect(await sourceBytes(source)).toBe(bytes);
});

it('gives a whole file', async () => {
  expect((await buffer(readSource({ path }))).toString()).toBe('0123456789');
  expect(await sourceBytes({ path })).toBe(10);
});

it('fails where the file is gone', async () => {
  const source = { head, path: `${path}-gone`, start: 0, end: 1 };
  await expect(buffer(readSource(source))).rejects.toMatchObject({ code: 'ENOENT' });
});
