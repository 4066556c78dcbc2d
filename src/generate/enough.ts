import type { Choice } from './choose.ts';
import type { Brief } from '../model/brief.ts';

/** A list shorter than wanted by more than this share of the wanted length (and 2 seconds) came out short. */
const TOLERANCE_SHARE = 0.01;
const TOLERANCE_FRAMES = 150;

/** How far below the wanted length a list may stay and still be as ordered, where the brief says nothing else. */
export function toleranceFrames(wantedFrames: number): number {
  return Math.max(TOLERANCE_FRAMES, Math.floor(wantedFrames * TOLERANCE_SHARE));
}

/** How far below the wanted length the list of a brief may stay. */
export function toleranceOf(brief: Brief): number {
  return brief.toleranceFrames ?? toleranceFrames(brief.wantedFrames);
}

/** Whether so many tracks that take so much are a list as long as wanted. A disc of files is full with its last track, too. */
export function isLongEnough(brief: Brief, tracks: number, frames: number): boolean {
  const isFull = brief.files !== undefined && tracks === brief.mostTracks;
  return tracks > 0 && (isFull || frames >= brief.wantedFrames - toleranceOf(brief));
}

/** Whether a choice is as ordered. */
export function isEnough(brief: Brief, { picks, frames, meetsQuotas }: Choice): boolean {
  return meetsQuotas && isLongEnough(brief, picks.length, frames);
}

/** Whether a choice that is too short keeps what it promises, and is as long as another one, give or take 2 seconds. */
export function isAsLong({ picks, frames, meetsQuotas }: Choice, other: Choice): boolean {
  return meetsQuotas && picks.length > 0 && frames >= other.frames - TOLERANCE_FRAMES;
}
