/**
 * Tracks keep their ids when the tags of their files change: the audio is the same. In come the tracks that have lost their
 * last file and those that are new; where both are of one audio, the new one goes on under the id of the lost one.
 */
import type { LibraryStore } from './library-store.ts';

/**
 * Gives ids back: where a file lies where the track last was, else to whichever new track has the audio.
 *
 * @param lost tracks that have lost their last file, in the order in which they are served
 * @param fresh tracks that were not known before, in the same order
 */
export function keepIdentities(library: LibraryStore, lost: readonly string[], fresh: Iterable<string>): void {
  const heirs = new Set(fresh);
  const served = new Set<string>();
  const passOn = (heir: string, former: string): void => {
    library.passOn(heir, former);
    heirs.delete(heir);
    served.add(heir).add(former);
  };
  for (const { former, heir, isOnlyFile } of library.returned()) {
    if ((isOnlyFile || heirs.has(heir)) && !served.has(heir) && !served.has(former)) passOn(heir, former);
  }
  const left = lost.filter((id) => !served.has(id));
  if (left.length === 0 || heirs.size === 0) return;
  const byAudio = heirsByAudio(library, [...heirs].reverse());
  for (const former of left) {
    const { audio, facts } = library.audioOf(former);
    const candidates = byAudio.get(audio ?? facts) ?? [];
    let heir = candidates.pop();
    while (heir !== undefined && !heirs.has(heir)) heir = candidates.pop();
    if (heir !== undefined) passOn(heir, former);
  }
}

/** To be taken from the ends: by audio, and by length and names for tracks of which nobody has kept what their audio is known by. */
function heirsByAudio(library: LibraryStore, heirs: Iterable<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const heir of heirs) {
    const { audio, facts } = library.audioOf(heir);
    for (const key of [audio ?? facts, facts]) {
      const others = found.get(key);
      if (others === undefined) found.set(key, [heir]);
      else others.push(heir);
    }
  }
  return found;
}
