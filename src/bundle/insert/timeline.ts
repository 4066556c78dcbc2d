import type { InsertTrack } from './insert-input.ts';
import type { Box, Mark } from './mark.ts';

const GAP = 0.4;
/** More tracks can't be told apart. */
const MOST = 200;

/** The disc as a bar that its tracks divide, each as wide as it is long; one too short to be seen leaves a gap. */
export function timeline(tracks: readonly InsertTrack[], box: Box): Mark {
  const total = tracks.reduce((sum, { lengthMs }) => sum + lengthMs, 0) || 1;
  const gap = Math.min(GAP, box.width / tracks.length / 4);
  if (tracks.length > MOST) return { kind: 'boxes', boxes: [box], ink: 'black' };
  let before = 0;
  const perMs = (box.width + gap) / total;
  const boxes = tracks.map(({ lengthMs }) => {
    const x = box.x + before * perMs;
    before += lengthMs;
    return { ...box, x, width: lengthMs * perMs - gap };
  });
  return { kind: 'boxes', boxes: boxes.filter(({ width }) => width > 0), ink: 'black' };
}
