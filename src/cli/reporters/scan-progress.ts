import type { Clock } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { inGroups } from '../../base/in-groups.ts';
import type { ScanProgress } from './index.ts';

const TELL_EVERY_MS = 100;
/** Before that much has been read a rate says nothing. */
const MIN_MS = 1000;

/**
 * Tells how far a scan is: `scanning the library: 1,234 of 10,000 files, 1,100/s, 0:08 left`. The rate is that of reading;
 * the time left is told once all files have been found. Returns null where there was something to tell just before.
 */
export function scanTeller(clock: Clock): (progress: ScanProgress) => string | null {
  const start = { ms: clock(), read: 0 };
  let toldMs = -Infinity;
  return ({ found, foundAll, done, read }) => {
    const now = clock();
    if (now - toldMs < TELL_EVERY_MS && done < found) return null;
    toldMs = now;
    if (read === 0) start.ms = now;
    const rate = now - start.ms < MIN_MS ? 0 : (read * 1000) / (now - start.ms);
    const left = foundAll && rate > 0 ? `, ${formatDuration(Math.ceil((found - done) / rate) * 1000)} left` : '';
    const speed = rate >= 1 ? `, ${inGroups(Math.round(rate))}/s` : '';
    return `scanning the library: ${inGroups(done)} of ${inGroups(found)}${foundAll ? '' : '+'} files${speed}${left}`;
  };
}
