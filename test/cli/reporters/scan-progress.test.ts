import { expect, it } from 'vitest';
import { scanTeller } from '../../../src/cli/reporters/scan-progress.ts';

it('a scan is told with its rate, and with the time left once all files are found', () => {
  let now = 0;
  const tell = scanTeller(() => now);
  const at = (ms: number, found: number, done: number, read: number, foundAll = true): string | null => {
    now = ms;
    return tell({ found, foundAll, done, read });
  };
  expect(at(0, 0, 0, 0, false)).toBe('scanning the library: 0 of 0+ files');
  expect(at(500, 1200, 200, 0, false)).toBe('scanning the library: 200 of 1,200+ files');
  expect(at(550, 1300, 210, 10, false)).toBeNull();
  expect(at(1500, 9000, 1300, 1100, false)).toBe('scanning the library: 1,300 of 9,000+ files, 1,100/s');
  expect(at(2500, 10_000, 2400, 2200)).toBe('scanning the library: 2,400 of 10,000 files, 1,100/s, 0:07 left');
  expect(at(2501, 10_000, 10_000, 2300)).toContain('10,000 of 10,000 files');
});
