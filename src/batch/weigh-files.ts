import { mp3Bytes } from '../audio/mp3/encode-track.ts';
import { sectorsOf } from '../discs/iso/fields.ts';
import type { Weigh } from '../generate/select.ts';
import type { LibraryView } from '../library/view.ts';
import { knownFacts } from '../model/track-table.ts';
import { becomesMp3 } from './track-file.ts';

/** Weighs the files that the tracks of a library become on a disc, by what the last scan saw of them. */
export function weigherOf(library: Pick<LibraryView, 'table' | 'fileFacts'>): Weigh {
  return ({ mp3 }, index) => {
    const file = library.fileFacts(index);
    const bytes = becomesMp3(file, mp3)
      ? mp3Bytes({ ...knownFacts(library.table, index), ...file }, mp3)
      : file.sizeBytes;
    return sectorsOf(bytes);
  };
}
