import { expect, it } from 'vitest';
import { queuedResult } from '../../../src/batch/batch-store.ts';
import { nextSteps } from '../../../src/cli/reporters/next-steps.ts';
import { NO_OPTIONS, type BatchOptions } from '../../../src/model/batch.ts';
import { PLAIN_PACKING } from '../../../src/model/packing.ts';
import { makeOrders } from '../../batch/make.ts';

function told(
  media: readonly string[],
  options: Partial<BatchOptions> = {},
  bundle: string | null = '/b/x.zip',
): string {
  const [order] = makeOrders({ genre: 'Jazz', duration: 'fill' });
  const orders = media.map((medium, i) => ({ ...order!, row: i + 1, media: medium }));
  const results = orders.map((order) => ({ ...queuedResult(order), bundle }));
  const asked = { orders, options: { ...NO_OPTIONS, ...options } };
  return nextSteps({ batch: 'b', manifest: 'o.csv', state: 'done', orders: results, problems: [], asked });
}

it('names the command that burns what was made, each once', () => {
  expect(told(['cd-80', 'cd-80']).match(/cdrdao write --device/g)).toHaveLength(1);
  expect(told(['cd-80'])).not.toContain('xorriso');
  const flac = { packing: { ...PLAIN_PACKING, audio: 'flac' } } as const;
  expect(told(['cd-74'], flac)).toContain('cd disc-1 && flac -d disc.flac && cdrdao write');
  expect(told(['dvd+r', 'mp3-cd'])).toMatch(/\n {2}cd disc-1 && xorriso -as cdrecord \S.* -dao \*\.iso .*\n$/);
  expect(told(['dvd+r'], { dataForm: 'tree' })).toMatch(/\n {2}cd disc-1 && xorriso -outdev .* -map \*\/ \/ .*\n$/);
  expect(told(['dvd+r', 'cd-80'])).toMatch(/xorriso.*\n.*cdrdao/);
  expect(told([], flac)).toBe('');
  expect(told(['cd-74'], {}, null)).toBe('');
});
