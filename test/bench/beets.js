import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { trackLengthMs } from '../../dist/model/track.js';
import { scratchPath } from './place.js';
import { runTool } from './tools.js';

/** A library of beets with these tracks: what it chooses for so many minutes, by their indexes, and what its start takes. */
export function openBeets(tracks) {
  const config = scratchPath('beets', 'config.yaml');
  const library = scratchPath('beets', 'library.db');
  writeFileSync(config, `plugins: random\nlibrary: ${library}\ndirectory: /music\n`);
  const beet = (...args) => runTool('env', [`BEETSDIR=${dirname(config)}`, 'beet', ...args]);
  // It makes its tables by itself.
  beet('ls');
  const db = new Database(library);
  const add = db.prepare('INSERT INTO items (id, path, title, artist, album, length) VALUES (?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const [i, track] of tracks.entries()) {
      const { path, title, artist, album } = track;
      add.run(i + 1, Buffer.from(path), title, artist, album, trackLengthMs(track) / 1000);
    }
  })();
  db.close();
  return {
    random: (minutes) => {
      const ids = beet('random', '-t', String(minutes), '-f', '$id').trim().split('\n');
      return ids.map((id) => Number(id) - 1);
    },
    start: () => void beet('version'),
  };
}
