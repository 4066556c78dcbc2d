import { formatDuration } from '../base/duration.ts';
import { framesToMs } from '../base/frames.ts';
import { playlistFrames } from '../model/playlist.ts';
import { trackFrames, type Track } from '../model/track.ts';
import type { Brief, Shortage } from './constraints/constraint.ts';
import { CONSTRAINTS } from './constraints/index.ts';

/** Why a list is shorter than wanted, and what would help: the rule that leaves nothing, or the length that is there. */
export function describeShortage(
  brief: Brief,
  library: readonly Track[],
  eligible: readonly Track[],
  counts: readonly { readonly rule: string; readonly left: number }[],
  lengthFrames: number,
): Shortage {
  const empty = counts.find(({ left }) => left === 0);
  if (empty?.rule === 'library') {
    return { message: 'the library has no tracks', hint: 'name a folder of music with --library DIR' };
  }
  if (empty) return CONSTRAINTS.find(({ id }) => id === empty.rule)!.explainNone(brief, library);

  const text = (frames: number): string => formatDuration(framesToMs(frames));
  const wanted = text(brief.wantedFrames);
  const fitting = `${eligible.length} fitting track${eligible.length === 1 ? '' : 's'}`;
  if (lengthFrames === 0) {
    const shortestMs = framesToMs(eligible.reduce((least, track) => Math.min(least, trackFrames(track)), Infinity));
    const exact = (ms: number): string => formatDuration(ms, { fraction: true });
    return {
      message: `the shortest of the ${fitting} lasts ${exact(shortestMs)}, longer than the wanted ${exact(framesToMs(brief.wantedFrames))}`,
      hint: `ask for ${formatDuration(Math.ceil(shortestMs / 1000) * 1000)} or more`,
    };
  }
  const total = playlistFrames(eligible);
  const got = text(lengthFrames);
  return {
    message:
      total < brief.wantedFrames
        ? `wanted ${wanted}, but the library holds only ${text(total)} that fit (${eligible.length} tracks)`
        : `wanted ${wanted}, the nearest that the ${fitting} can make without going over is ${got}`,
    hint: `ask for ${got} or less, widen genre and style, or add music`,
  };
}
