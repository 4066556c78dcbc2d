/**
 * Playlist in, discs of files out. All of it is in whole sectors, and exact: what directories, lists and padding take is
 * counted, so that the image of a disc never exceeds its medium. Each track is on exactly one disc.
 */
import { formatBytes } from '../../base/bytes.ts';
import { AppError } from '../../base/errors.ts';
import { fold } from '../../base/text.ts';
import type { DataDisc, DataTrack } from '../../model/disc.ts';
import { SECTOR_BYTES, type DataMedium } from '../../model/medium.ts';
import { trackFrames, type Track } from '../../model/track.ts';
import { sectorsOf } from '../iso/fields.ts';
import { usableSectors } from '../iso/plan.ts';
import { discHead, nameOf, reorderWarnings, splitOf, type HeadInput } from '../layout.ts';
import { discPlan, type ListWriter } from './disc-files.ts';
import type { DiscSplit } from '../splits/disc-split.ts';
import { trackPaths } from './file-names.ts';
import { slowMp3Warnings } from './slow-mp3s.ts';

export interface DataLayoutInput extends HeadInput {
  readonly medium: DataMedium;
  /** The file that a track becomes on the disc. */
  readonly fileOf: (track: Track) => TrackFile;
  readonly lists: ListWriter;
}

export interface TrackFile {
  readonly bytes: number;
  /** Without the dot. */
  readonly extension: string;
  /** kbit/s of the MP3 that is made of it; null where its own file is copied. */
  readonly mp3: number | null;
}

export interface DataLayout {
  readonly discs: readonly DataDisc[];
  readonly warnings: readonly string[];
}

/**
 * Lays a playlist out on discs of files, by the split where it needs several. Throws `empty-playlist`, `unknown-split`,
 * and `track-too-large` where one file alone exceeds the medium.
 */
export function layOutFiles(input: DataLayoutInput): DataLayout {
  const split = splitOf(input);
  const { playlist, medium } = input;
  const files = playlist.tracks.map(input.fileOf);
  // Splits count a sector for the records of each file, which is more than most take.
  if (
    files.length <= medium.maxTracks &&
    files.reduce((sum, { bytes }) => sum + sectorsOf(bytes), 0) < medium.capacitySectors
  ) {
    const disc = discOf([...files.keys()], files, input, 1, 1);
    if (disc.sectors <= medium.capacitySectors) return { discs: [disc], warnings: warningsOf([disc], split) };
  }
  // Beside its data a file takes a part of the directories and lists. What that comes to is known once a disc is laid out.
  const sizes = files.map(({ bytes }) => sectorsOf(bytes) + 1);
  for (let room = medium.capacitySectors; ;) {
    const tracks = sizes.map((size, i) => ({
      frames: Math.min(size, room),
      artist: fold(playlist.tracks[i]!.artist),
    }));
    const sets = split.split(tracks, { capacityFrames: room, maxTracks: medium.maxTracks });
    const discs = sets.map((set, i) => discOf(set, files, input, i + 1, sets.length));
    const over = Math.max(...discs.map(({ sectors }) => sectors)) - medium.capacitySectors;
    if (over <= 0) return { discs, warnings: warningsOf(discs, split) };
    room = Math.max(1, room - over);
    const alone = discs.find((disc) => disc.tracks.length === 1 && disc.sectors > medium.capacitySectors);
    if (alone !== undefined) throw tooLarge(alone.tracks[0]!, medium);
  }
}

function warningsOf(discs: readonly DataDisc[], split: DiscSplit): string[] {
  const tracks = discs.map((disc) => disc.tracks);
  const isForCars = discs[0]!.medium.profile === 'car';
  return [...reorderWarnings(tracks, split), ...(isForCars ? slowMp3Warnings(tracks.flat()) : [])];
}

/** Sectors that are left for files and their records if all tracks are put on one disc; less than 0: it lacks so many. */
export function roomOnDisc(input: DataLayoutInput): number {
  const { playlist, medium, fileOf, lists } = input;
  const disc = discOf([...playlist.tracks.keys()], playlist.tracks.map(fileOf), input, 1, 1);
  return usableSectors(medium.capacitySectors) - discPlan(disc, lists).usedSectors;
}

function discOf(
  set: readonly number[],
  files: readonly TrackFile[],
  input: DataLayoutInput,
  number: number,
  of: number,
): DataDisc {
  const { playlist, medium, lists } = input;
  const named = set.map((index) => ({ track: playlist.tracks[index]!, extension: files[index]!.extension }));
  const paths = trackPaths(named, medium.profile, LISTS);
  const tracks = set.map((index, i): DataTrack => {
    const track = playlist.tracks[index]!;
    const { bytes, mp3 } = files[index]!;
    return { number: i + 1, position: index + 1, track, frames: trackFrames(track), file: paths[i]!, bytes, mp3 };
  });
  const disc: DataDisc = {
    kind: 'data',
    ...discHead(input, number, of),
    medium,
    tracks,
    frames: tracks.reduce((sum, { frames }) => sum + frames, 0),
    sectors: 0,
  };
  return { ...disc, sectors: discPlan(disc, lists).sectors };
}

/** Files of a disc that are no tracks: two playlists and the checksums. */
const LISTS = 3;

function tooLarge({ track, position, bytes }: DataTrack, { id, capacitySectors }: DataMedium): AppError {
  return new AppError(
    'track-too-large',
    `${nameOf(track, position)} takes ${formatBytes(bytes)}, more than fits on a ${id} (${formatBytes(capacitySectors * SECTOR_BYTES)})`,
    { hint: 'leave it out, or choose a larger medium' },
  );
}
