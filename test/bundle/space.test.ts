import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lackOfSpace } from '../../src/bundle/space.ts';
import { tempDir } from '../outside.ts';

const dir = tempDir();

it('is content where there is room, even for a folder that is not there yet', async () => {
  expect(await lackOfSpace(join(dir, 'not/yet/there'), 1)).toBeNull();
});

it('tells what is needed and what is free', async () => {
  expect(await lackOfSpace(dir, 9e18)).toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/needs 9000000 TB, but only .* free$/),
    hint: expect.stringMatching(/^free .* there/),
  });
});
