/** All files of a disc of files: its tracks, the playlists of them, and the checksums of all others. */
import type { DataDisc, DataTrack } from '../../model/disc.ts';
import type { DiscFile, Sums } from '../copy-files.ts';
import { planImage, type ImagePlan } from '../iso/plan.ts';

/** Makes the playlists that go on a disc: their names, and texts that name its tracks by their paths. */
export type ListWriter = (disc: Pick<DataDisc, 'title' | 'tracks'>) => readonly List[];

interface List {
  readonly fileName: string;
  readonly content: Uint8Array;
}

export const SUMS_FILE = 'SHA256SUMS';

/** The same for every disc, so that the same files make the same image. */
const DATE = new Date('1980-01-01T00:00:00Z');

/** The files of a disc in the order in which they lie; `sourceOf` tells where the file of a track is. */
export function discFiles(disc: DataDisc, lists: ListWriter, sourceOf: (track: DataTrack) => string): DiscFile[] {
  const files: DiscFile[] = [
    ...disc.tracks.map((track) => ({ path: track.file, bytes: track.bytes, content: { path: sourceOf(track) } })),
    ...lists(disc).map(({ fileName, content }) => ({
      path: fileName,
      bytes: content.length,
      content: { late: () => content },
    })),
  ];
  const lines = (sums: Sums | null): Buffer =>
    Buffer.from(files.map(({ path }) => `${sums?.get(path) ?? NO_SUM}  ${path}\n`).join(''));
  return [...files, { path: SUMS_FILE, bytes: lines(null).length, content: { late: lines } }];
}

const NO_SUM = '0'.repeat(64);

/** Every sector of the image of a disc. Throws as planImage does. */
export function discPlan(disc: DataDisc, lists: ListWriter): ImagePlan {
  return planImage(
    discFiles(disc, lists, () => ''),
    { volumeId: disc.title, date: DATE, plain: disc.medium.profile === 'car' },
  );
}
