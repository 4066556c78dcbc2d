import { openStore } from '../../dist/store/store.js';
import { scanFolders } from '../../dist/library/scan.js';
import { libraryView } from '../../dist/library/view.js';
import { compareText } from '../../dist/base/text.js';
import { trackFrames } from '../../dist/model/track.js';
import { MUSIC, scratchPath } from './place.js';

/** The fixtures' music, all of it and again from the start, until there are so many minutes of it. */
export async function musicOf(minutes) {
  const store = openStore(scratchPath('music.db'));
  const { roots } = await scanFolders(store, [MUSIC]);
  const tracks = libraryView(store, roots).tracks.toSorted((a, b) => compareText(a.relativePath, b.relativePath));
  store.close();
  const music = [];
  for (let frames = 0; frames < minutes * 60 * 75; frames += trackFrames(music.at(-1))) {
    music.push(tracks[music.length % tracks.length]);
  }
  return music;
}
