/** How fast a library is read, the first time and again, against reading the same files in a plain loop. */
import { parseFile } from 'music-metadata';
import { scanFolders } from '../../dist/library/scan.js';
import { openStore } from '../../dist/store/store.js';
import { writeCopies } from './copies.js';
import { figure, interleave } from './measure.js';
import { scratchPath } from './place.js';
import { row } from './table.js';
import { runTool, withTool } from './tools.js';

/** The copies begin with each file of the fixtures once: what is slow reads a few such rounds. */
const ORIGINALS = 36;
const MEASURED_FOR_LENGTH = 6 * ORIGINALS;

export async function scan({ quick }) {
  const folder = scratchPath('copies');
  const files = writeCopies(folder, quick ? 500 : 2000);
  const seconds = await interleave(3, {
    first: (round) => scanOnce(`scan-${round}.db`, folder, files.length),
    again: (round) => scanOnce(`scan-${round}.db`, folder, 0),
    tags: () => parseAll(files, {}),
    lengths: () => parseAll(files.slice(0, MEASURED_FOR_LENGTH), { duration: true }),
    ffprobe: withTool('ffprobe', () => {
      for (const file of files.slice(0, ORIGINALS)) runTool('ffprobe', ['-v', 'error', '-show_streams', file]);
    }),
  });
  const rate = (name, count = files.length) => figure(seconds[name], (s) => count / s);
  const first = {
    bench: 'scan',
    what: `first scan, ${files.length.toLocaleString('en')} files of all formats`,
    unit: 'files/s',
    ours: rate('first'),
  };
  return [
    row({ ...first, peer: 'music-metadata, tags alone', theirs: rate('tags') }),
    row({ ...first, peer: 'music-metadata, with lengths', theirs: rate('lengths', MEASURED_FOR_LENGTH) }),
    row({ ...first, peer: 'ffprobe', theirs: rate('ffprobe', ORIGINALS) }),
    row({
      ...first,
      what: 'scan again, nothing changed',
      ours: rate('again'),
      peer: 'first scan',
      theirs: rate('first'),
    }),
  ];
}

async function scanOnce(database, folder, expected) {
  const store = openStore(scratchPath(database));
  const { read, problems } = await scanFolders(store, [folder]);
  store.close();
  if (read !== expected || problems.length > 0)
    throw new Error(`read ${read} files where there are ${expected}, with ${problems.length} problems`);
}

async function parseAll(files, options) {
  for (const file of files) await parseFile(file, options);
}
