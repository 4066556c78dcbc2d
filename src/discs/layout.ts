/**
 * Playlist in, discs out. All of it is in whole frames, pauses and padding counted; each track is whole on exactly one
 * disc, no disc exceeds its medium, and each keeps the playlist's order. `splits/` decides which disc a track is on,
 * `place-tracks.ts` where on it.
 */
import { formatDuration } from '../base/duration.ts';
import { AppError } from '../base/errors.ts';
import { framesToMs } from '../base/frames.ts';
import { contentId } from '../base/ids.ts';
import { escapeControl, fold } from '../base/text.ts';
import type { TrackFlags } from '../model/audio-options.ts';
import type { AudioDisc, Copy, DiscTrack } from '../model/disc.ts';
import type { AudioMedium, Medium } from '../model/medium.ts';
import type { Playlist } from '../model/playlist.ts';
import { trackFrames, type Track } from '../model/track.ts';
import { placeTracks } from './place-tracks.ts';
import { findSplit, type DiscSplit } from './splits/index.ts';

export interface LayoutInput extends HeadInput {
  readonly medium: AudioMedium;
  /** Of every track; unless told, none. */
  readonly flags?: TrackFlags;
}

/** What a layout on any medium goes by. */
export interface HeadInput {
  readonly playlist: Playlist;
  readonly medium: Medium;
  /** Id of a split. */
  readonly split: string;
  /** Null: the artist that all tracks share, else `Various Artists`. */
  readonly performer: string | null;
  /** EAN-13, put on every disc. */
  readonly catalog: string | null;
  readonly copies: number;
  /** Silence before each track but the first of a disc; unless told, none. */
  readonly pauseFrames?: number;
}

export interface Layout {
  readonly discs: readonly AudioDisc[];
  readonly warnings: readonly string[];
}

export const VARIOUS_ARTISTS = 'Various Artists';

/**
 * Lays a playlist out on discs, by the split where it needs several. A track shorter than the medium's shortest is filled
 * up with silence, with a warning. Throws `empty-playlist`, `unknown-split`, and `track-too-long` where one track alone
 * exceeds the medium.
 */
export function layOut(input: LayoutInput): Layout {
  const { playlist, medium, flags, pauseFrames = 0 } = input;
  const split = splitOf(input);
  const sets = splitTracks(playlist.tracks, medium, split, pauseFrames);
  const discs = sets.map((tracks, i): AudioDisc => {
    const last = tracks.at(-1)!;
    return {
      kind: 'audio',
      ...discHead(input, i + 1, sets.length),
      medium,
      ...(flags === undefined ? {} : { flags }),
      tracks,
      frames: last.startFrame + last.frames,
    };
  });
  const warnings = [
    ...reorderWarnings(sets, split),
    ...shortTrackWarnings(playlist.tracks, medium),
    ...(pauseFrames > 0 ? gaplessWarnings(sets) : []),
  ];
  return { discs, warnings };
}

/** The split of a layout. Throws `empty-playlist` where there is nothing to lay out, and `unknown-split`. */
export function splitOf({ playlist, split }: HeadInput): DiscSplit {
  if (playlist.tracks.length > 0) return findSplit(split);
  throw new AppError('empty-playlist', `the playlist "${escapeControl(playlist.title)}" has no tracks`, {
    hint: 'add tracks to it, or widen what the order asks for',
  });
}

/** What a disc is called: the same on any medium. */
export function discHead(input: HeadInput, number: number, of: number) {
  const { playlist, medium, catalog, pauseFrames = 0 } = input;
  const split = of === 1 ? null : input.split;
  const id = contentId('disc', playlist.id, number, medium.id, split, ...(pauseFrames > 0 ? [pauseFrames] : []));
  return {
    id,
    number,
    of,
    split,
    title: of === 1 ? playlist.title : `${playlist.title} (disc ${number} of ${of})`,
    performer: input.performer ?? commonArtist(playlist.tracks) ?? VARIOUS_ARTISTS,
    catalog,
    copies: Array.from({ length: input.copies }, (_, copy) => makeCopy(playlist.id, id, number, copy + 1)),
  };
}

function splitTracks(
  tracks: readonly Track[],
  medium: AudioMedium,
  split: DiscSplit,
  pauseFrames: number,
): DiscTrack[][] {
  const facts = tracks.map((track, i) => {
    const frames = Math.max(trackFrames(track), medium.minTrackFrames);
    if (frames > medium.capacityFrames) throw tooLong(track, i + 1, frames, medium);
    return { frames, artist: fold(track.artist) };
  });
  // Each track comes with its pause, and the first one's is beyond what the disc holds.
  const limits = { maxTracks: medium.maxTracks, capacityFrames: medium.capacityFrames + pauseFrames };
  const withPauses = facts.map((fact) => ({ ...fact, frames: fact.frames + pauseFrames }));
  return split.split(withPauses, limits).map((indexes) =>
    placeTracks(
      indexes.map((index) => ({ position: index + 1, track: tracks[index]!, frames: facts[index]!.frames })),
      pauseFrames,
      medium,
    ),
  );
}

/** What was arranged holds on the discs only where they keep the order of the list. */
export function reorderWarnings(
  discs: readonly (readonly Pick<DiscTrack, 'position'>[])[],
  { id }: DiscSplit,
): string[] {
  if (discs.flat().every(({ position }, i) => position === i + 1)) return [];
  return [
    `the tracks of the list are reordered over ${discs.length} discs (split ${id}): what its order and rules promise of neighbours holds for the list, not for the discs`,
  ];
}

/** Where pauses are asked for, an album in its order is still heard as it is. */
function gaplessWarnings(discs: readonly (readonly DiscTrack[])[]): string[] {
  const joined = discs.flat().filter(({ continues }) => continues);
  return joined.length === 0
    ? []
    : [`${joined.length} of the pauses are left out: there an album goes on in its order`];
}

function commonArtist(tracks: readonly Track[]): string | null {
  const first = tracks[0]!.artist;
  return first !== '' && tracks.every((track) => fold(track.artist) === fold(first)) ? first : null;
}

function makeCopy(playlistId: string, discId: string, disc: number, number: number): Copy {
  const prefix = playlistId.toUpperCase();
  return {
    id: contentId('copy', discId, number),
    number,
    serial: `${prefix.slice(0, 4)}-${prefix.slice(4, 8)}-${disc}-${String(number).padStart(2, '0')}`,
  };
}

function shortTrackWarnings(tracks: readonly Track[], medium: AudioMedium): string[] {
  const shortest = formatDuration(framesToMs(medium.minTrackFrames));
  return tracks.flatMap((track, i) =>
    trackFrames(track) < medium.minTrackFrames
      ? [`${nameOf(track, i + 1)} is filled with silence to ${shortest}, the shortest track of an audio CD`]
      : [],
  );
}

function tooLong(track: Track, position: number, frames: number, medium: AudioMedium): AppError {
  const length = formatDuration(framesToMs(frames), { fraction: true });
  const capacity = formatDuration(framesToMs(medium.capacityFrames));
  return new AppError(
    'track-too-long',
    `${nameOf(track, position)} is ${length} long, more than the ${capacity} of a ${medium.id}`,
    { hint: 'leave it out, or choose a larger medium' },
  );
}

/** A track in words, for messages. */
export function nameOf(track: Track, position: number): string {
  return `track ${position} "${escapeControl(track.title)}"`;
}
