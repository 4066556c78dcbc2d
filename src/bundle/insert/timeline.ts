import type { InsertTrack } from './insert-input.ts';
import type { Box, Mark } from './mark.ts';

const GAP = 0.4;

/** The disc as a bar that its tracks divide, each as wide as it is long. */
export function timeline(tracks: readonly InsertTrack[], box: Box): Mark {
  const total = tracks.reduce((sum, { lengthMs }) => sum + lengthMs, 0) || 1;
  const gap = Math.min(GAP, box.width / tracks.length / 4);
  let before = 0;
  const boxes = tracks.map(({ lengthMs }) => {
    const x = box.x + (before / total) * (box.width + gap);
    before += lengthMs;
    return { ...box, x, width: Math.max(0.05, (lengthMs / total) * (box.width + gap) - gap) };
  });
  return { kind: 'boxes', boxes, ink: 'black' };
}
