import { trackFrames, type Track } from '../model/track.ts';

/**
 * The tracks of a clone: those of its source in their order, up to the first that would go past `limitFrames` with so
 * many frames between any two.
 */
export function cloneTracks(source: readonly Track[], limitFrames: number | null, pauseFrames = 0): readonly Track[] {
  if (limitFrames === null) return source;
  let frames = -pauseFrames;
  const end = source.findIndex((track) => (frames += pauseFrames + trackFrames(track)) > limitFrames);
  return source.slice(0, end === -1 ? source.length : end);
}
