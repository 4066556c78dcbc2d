/** Many lists from a large library, from the orders to what is kept of them: how long, how near, how sound, how much memory. */
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS } from './catalogue.js';
import { libraryOf } from './library-of.js';
import { figureOf } from './measure.js';
import { scratchPath } from './place.js';
import { row } from './table.js';
import { runTool } from './tools.js';

const PROGRAM = join(import.meta.dirname, 'lists-main.js');
/** None of them gives way: a list that breaks one is none. */
const RULES = { duration: '74m', artistGap: 3, maxPerArtist: 2, relax: 'none' };
const WISHES = [
  ...KINDS,
  { genre: 'pop', bpm: '100-130' },
  { genre: 'rock', key: '8A|8B|9A' },
  { genre: 'edm', spread: 'bpm 12' },
  { genre: 'rap|r&b', quota: 'rap 40%' },
  { genre: 'latin', maxPerAlbum: 1 },
  {},
];

export function batchOfLists({ quick }) {
  const [tracks, lists] = quick ? [100_000, 1_000] : [1_000_000, 10_000];
  const fewer = makeLists(tracks, lists / 10);
  const made = makeLists(tracks, lists);
  const msAList = (some) => figureOf([(1000 * (some.seconds - some.parts.load)) / some.lists]);
  const what = `${lists.toLocaleString('en')} lists from ${tracks.toLocaleString('en')} tracks`;
  const line = (name, unit, value) =>
    row({ bench: 'batch-of-lists', what: `${what}: ${name}`, unit, ours: figureOf([value]) });
  return [
    line('in all', 's', made.seconds),
    line('in all, processor time', 's', made.cpuSeconds),
    ...Object.entries(made.parts).map(([part, seconds]) => line(`  ${part}`, 's', seconds)),
    row({
      bench: 'batch-of-lists',
      what: `${what}: a list, the load left out`,
      unit: 'ms',
      ours: msAList(made),
      peer: `a list of ${fewer.lists.toLocaleString('en')}`,
      theirs: msAList(fewer),
    }),
    line('within one frame', '% of them', (100 * made.exact) / lists),
    line('rules broken', 'places', made.hardBreaches),
    line('recordings twice in a list', 'tracks', made.repeats),
    line('orders without a list', 'orders', made.failed),
    line('peak memory', 'MB', made.peakBytes / 1e6),
  ];
}

/** What it takes to make so many lists, in a database of their own. */
function makeLists(tracks, lists) {
  const manifest = scratchPath('batch', 'orders.json');
  const database = scratchPath('batch', 'mixpress.db');
  writeFileSync(manifest, JSON.stringify(batchOrders(lists)));
  copyFileSync(libraryOf(tracks), database);
  const made = JSON.parse(runTool(process.execPath, [PROGRAM, database, manifest]));
  rmSync(database);
  return made;
}

/** So many orders, the wishes in turn. */
function batchOrders(count) {
  return Array.from({ length: count }, (_, i) => ({ title: `List ${i + 1}`, ...RULES, ...WISHES[i % WISHES.length] }));
}
