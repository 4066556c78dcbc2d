/** How fast a library is read, the first time and again. */
import { parseFile } from 'music-metadata';
import { scanFolders } from '../../dist/library/scan.js';
import { openStore } from '../../dist/store/store.js';
import { writeCopies } from './copies.js';
import { figure, interleave } from './measure.js';
import { scratchPath } from './place.js';
import { row } from './table.js';
import { runTool, withTool } from './tools.js';

const PROBED = 50;

export async function scan({ quick }) {
  const folder = scratchPath('copies');
  const paths = writeCopies(folder, quick ? 500 : 2000);
  const probed = paths.slice(0, PROBED);
  const seconds = await interleave(3, {
    first: (round) => scanOnce(`scan-${round}.db`, folder, paths.length),
    again: (round) => scanOnce(`scan-${round}.db`, folder, 0),
    parseFile: async () => {
      for (const path of paths) await parseFile(path, { duration: true });
    },
    ffprobe: withTool('ffprobe', () => {
      for (const path of probed) runTool('ffprobe', ['-v', 'error', '-show_format', '-show_streams', path]);
    }),
  });
  const rate = (name, files = paths.length) => figure(seconds[name], (s) => files / s);
  const line = { bench: 'scan', unit: 'files/s', ours: rate('first') };
  const what = `first scan of ${paths.length} files, all formats`;
  return [
    row({ ...line, what, peer: 'music-metadata', theirs: rate('parseFile') }),
    row({ ...line, what, peer: 'ffprobe', theirs: rate('ffprobe', PROBED) }),
    row({
      ...line,
      what: 'scan again, nothing changed',
      ours: rate('again'),
      peer: 'first scan',
      theirs: rate('first'),
    }),
  ];
}

async function scanOnce(database, folder, expected) {
  const store = openStore(scratchPath(database));
  const report = await scanFolders(store, [folder]);
  store.close();
  if (report.read !== expected || report.problems.length > 0) throw new Error(`scanned ${JSON.stringify(report)}`);
}
