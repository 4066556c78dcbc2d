import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encode, music, writeWav } from '../../audio/sounds.ts';
import { hasTool, itWith, itWithShared, tempDir } from '../../outside.ts';
import { decodedLength } from '../decoded.ts';
import { changed, factsOf, problemOf, read } from '../files.ts';

const dir = tempDir();
const file = (name: string): string => join(dir, name);
const source = file('source.wav');

beforeAll(() => {
  writeWav(source, music, { samples: 4 * 44_100 });
});

const cut = (from: string, to: string, share: number): string =>
  changed(from, file(to), (bytes) => bytes.subarray(0, Math.floor(bytes.length * share)));
