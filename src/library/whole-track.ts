import { compareText } from '../base/text.ts';
import type { Track } from '../model/track.ts';
import { completeNames } from './file-names.ts';
import type { FilePlace, LibraryStore } from './library-store.ts';
import type { TrackFacts } from './read-track.ts';

/**
 * The track of an id, under the name of that of its files which has the smallest relative path. Without a file its paths
 * are empty; null where nothing is known of the id.
 */
export function findWholeTrack(library: Pick<LibraryStore, 'facts' | 'filesOf'>, id: string): Track | null {
  const facts = library.facts(id);
  return facts === null ? null : wholeTrack(facts, library.filesOf(id));
}

function wholeTrack(facts: TrackFacts, files: readonly FilePlace[]): Track {
  const place = firstPlace(files);
  return place
    ? { ...facts, ...completeNames(facts, place.relativePath), ...place }
    : { ...facts, path: '', relativePath: '' };
}

/** Of several files with one content the one that stands for them: with the smallest relative path. */
export function firstPlace<File extends FilePlace>(files: readonly File[]): File | undefined {
  const sorted = [...files].sort((a, b) => compareText(a.relativePath, b.relativePath) || compareText(a.path, b.path));
  return sorted[0];
}
