import { trackFrames, type Track } from '../model/track.ts';

/** The tracks of a clone: those of its source in their order, up to the first that would go past `limitFrames`. */
export function cloneTracks(source: readonly Track[], limitFrames: number | null): readonly Track[] {
  if (limitFrames === null) return source;
  let frames = 0;
  const end = source.findIndex((track) => (frames += trackFrames(track)) > limitFrames);
  return source.slice(0, end === -1 ? source.length : end);
}
