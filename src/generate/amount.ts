import { formatBytes } from '../base/bytes.ts';
import { formatDuration } from '../base/duration.ts';
import { framesToMs } from '../base/frames.ts';
import type { Brief } from '../model/brief.ts';
import { SECTOR_BYTES } from '../model/medium.ts';

/** A length of a brief for people: a time, or what sectors hold, finely enough for a hundredth of a disc to be seen. */
export function amountText({ files }: Pick<Brief, 'files'>, length: number): string {
  if (files === undefined) return formatDuration(framesToMs(length));
  const bytes = length * SECTOR_BYTES;
  return bytes < 100e6 ? formatBytes(bytes) : `${Math.round(bytes / 1e6)} MB`;
}
