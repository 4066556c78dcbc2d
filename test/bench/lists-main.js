/**
 * Makes lists from a workspace's database and tells on standard output, as JSON, what that took. A program of its own, so
 * that its memory is that of nothing else.
 *
 *     node lists-main.js DATABASE ORDERS
 *
 * DATABASE is changed: the lists are kept in it. ORDERS is the path of a manifest.
 */
import { readFileSync } from 'node:fs';
import { chooseLists, wishOf } from '../../dist/batch/lists.js';
import { pastOf } from '../../dist/batch/past.js';
import { openPorts } from '../../dist/batch/ports.js';
import { submit } from '../../dist/batch/submit.js';
import { poolOf } from '../../dist/generate/pool.js';
import { checkRule } from '../../dist/generate/rules/check.js';
import { selector } from '../../dist/generate/select.js';
import { libraryView } from '../../dist/library/view.js';
import { indexOfId } from '../../dist/model/track-table.js';
import { openStore } from '../../dist/store/store.js';
import { OPTIONS, ordersOf } from './briefs.js';
import { stopwatches } from './stopwatches.js';

const NOWHERE = { libraries: [], folder: '/', outFolder: '/', engine: 'embedded', priority: 'normal' };

const [database, manifest] = process.argv.slice(2);
const watches = stopwatches('submit', 'load', 'choose', 'fetch', 'store', 'commit');
const orders = ordersOf(JSON.parse(readFileSync(manifest, 'utf8')));
const store = openStore(database);
const begun = performance.now();
const cpuBefore = process.cpuUsage();

const timedStore = {
  ...store,
  // What a transaction takes beside the work in it.
  transaction: (work) => {
    const asking = watches.running();
    return watches.during('commit', () => store.transaction(() => watches.during(asking, work)));
  },
};
const opened = openPorts({
  store: timedStore,
  clock: Date.now,
  signal: new AbortController().signal,
  watcher: silent(),
});
const ports = {
  ...opened,
  playlists: watches.wrap('store', opened.playlists),
  receipts: watches.wrap('store', opened.receipts),
  events: watches.wrap('store', opened.events),
};
const batch = watches.during('submit', () =>
  submit({ manifest: 'bench', orders, options: OPTIONS, work: NOWHERE }, ports),
);
const library = watches.during('load', () => libraryView(store, []).table);
const pool = poolOf({ ...library, track: (index) => watches.during('fetch', () => library.track(index)) });
const select = selector(pool);
const wishes = orders.map((order) => wishOf(order, OPTIONS));
const past = pastOf(orders, ports.batches.submittedAt(batch), OPTIONS, pool, ports.playlists);
const [first, ...others] = wishes;
const choose = (some) => watches.during('choose', () => chooseLists(batch, some, { pool, select, past }, ports));
const startedFirst = performance.now();
const ofFirst = choose([first]);
const firstMs = performance.now() - startedFirst;
const startedOthers = performance.now();
const ofOthers = choose(others);
const othersMs = performance.now() - startedOthers;
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
const peakBytes = process.resourceUsage().maxRSS * 1024;

process.stdout.write(
  `${JSON.stringify({
    lists: orders.length,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    firstMs,
    othersMs,
    peakBytes,
    parts: watches.seconds(),
    ...judge(new Map([...ofFirst, ...ofOthers])),
  })}\n`,
);
store.close();

/** What is good and bad of the lists as they are kept. */
function judge(chosen) {
  const found = { exact: 0, hardBreaches: 0, repeats: 0, gaveWay: 0, failed: 0, reasons: [] };
  for (const { order, brief } of wishes) {
    const list = chosen.get(order.row);
    if (list instanceof Error) {
      found.failed++;
      found.reasons.push(`${order.title}: ${list.message}`);
      continue;
    }
    const tracks = opened.playlists.trackIds(list.playlist).map((id) => indexOfId(library, id));
    const listTracks = tracks.map(pool.listTrack);
    const frames = tracks.reduce((sum, index) => sum + library.frames[index], 0);
    const breaches = (rules) => rules.flatMap((rule) => checkRule(rule, listTracks)).length;
    if (Math.abs(brief.wantedFrames - frames) <= 1) found.exact++;
    if (breaches(brief.rules) > 0) found.gaveWay++;
    found.hardBreaches += breaches(brief.hardRules);
    found.repeats += tracks.length - new Set(tracks.map(pool.recording)).size;
  }
  return { ...found, reasons: found.reasons.slice(0, 5) };
}

function silent() {
  return { foretold: () => {}, started: () => {}, progress: () => {}, finished: () => {} };
}
