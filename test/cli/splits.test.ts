import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { OrderResult } from '../../src/model/batch.ts';
import { tempDir } from '../outside.ts';
import { mixpress, smallLibrary, writeText } from './mixpress.ts';

type Planned = OrderResult & { readonly plan: { readonly discs: readonly { readonly tracks: number }[] } };

it('a copied list of too many tracks is split as its order asks', () => {
  const dir = tempDir();
  const music = smallLibrary(join(dir, 'music'));
  const names = readdirSync(music);
  writeText(join(dir, 'long.m3u8'), ...Array.from({ length: 120 }, (_, i) => join('music', names[i % names.length]!)));
  const rows = ['A,,long.m3u8', 'B,balanced,long.m3u8', 'C,packed,long.m3u8'];
  const manifest = writeText(join(dir, 'orders.csv'), 'title,split,clone', ...rows);

  const run = mixpress(join(dir, 'home'), ['run', manifest, '--library', music, '--dry-run', '--format', 'json']);
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
  const { orders } = JSON.parse(run.stdout) as { orders: Planned[] };
  expect(orders.map(({ plan }) => plan.discs.map(({ tracks }) => tracks))).toEqual([
    [99, 21],
    [60, 60],
    [60, 60],
  ]);
  expect(orders.map(({ warnings }) => warnings.filter((text) => text.includes('reordered')).length)).toEqual([0, 0, 1]);
});
