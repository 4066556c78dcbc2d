/** What several pieces say, in the same words. */
import { formatDuration } from '../../base/duration.ts';
import type { FittedText } from './fit-text.ts';
import type { InsertDisc } from './insert-input.ts';
import type { TrackList } from './track-list.ts';

/** `Disc 2 of 3`; empty where there is only one. */
export function discOf({ number, of }: InsertDisc): string {
  return of === 1 ? '' : `Disc ${number} of ${of}`;
}

export function trackCount({ tracks }: InsertDisc): string {
  return `${tracks.length} ${tracks.length === 1 ? 'track' : 'tracks'}`;
}

export function discLength({ lengthMs }: InsertDisc): string {
  return formatDuration(lengthMs);
}

/** What a list of tracks cuts, in words. */
export function listCuts({ shortened, leftOff }: TrackList): string[] {
  return [
    ...(shortened.length > 0 ? [`the names of ${shortened.length} tracks (the first is ${shortened[0]})`] : []),
    ...(leftOff > 0 ? [`its list, by ${leftOff} tracks`] : []),
  ];
}

/** The names of the texts that end in an ellipsis. */
export function cutsOf(texts: Readonly<Record<string, FittedText>>): string[] {
  return Object.entries(texts).flatMap(([name, { isCut }]) => (isCut ? [name] : []));
}
