import { formatDuration } from '../base/duration.ts';
import { escapeControl } from '../base/text.ts';
import { trackLengthMs } from '../model/track.ts';
import type { NearMiss } from '../playlists/match.ts';

/** A track that nearly fits, as JSON output shows it. A documented contract: see README. */
export function describeNear({ track, score }: NearMiss): unknown {
  const { id, title, artist, path } = track;
  return { score, id, title, artist, lengthMs: trackLengthMs(track), path };
}

/** `Artist - Title (4:05)`, with what is known of it. */
export function nameAndLength(
  { title, artist }: { readonly title: string; readonly artist: string },
  lengthMs: number | null,
): string {
  const names = [artist, title].filter((name) => name !== '').join(' - ');
  return `${escapeControl(names)}${lengthMs === null ? '' : ` (${formatDuration(lengthMs)})`}`;
}

/** Lines on tracks that nearly fit. */
export function formatNear(near: readonly NearMiss[]): string {
  return near
    .map(
      ({ track, score }) =>
        `      near (${score.toFixed(2)}): ${nameAndLength(track, trackLengthMs(track))}, ${escapeControl(track.relativePath)}\n`,
    )
    .join('');
}
