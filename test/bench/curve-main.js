/**
 * Makes lists from the library in a workspace's database, keeps none, and tells on standard output, as JSON, what that
 * took. A program of its own, so that its memory is that of nothing else.
 *
 *     node curve-main.js DATABASE LISTS
 */
import { generate } from '../../dist/generate/generate.js';
import { NO_HISTORY } from '../../dist/generate/history.js';
import { poolOf } from '../../dist/generate/pool.js';
import { selector } from '../../dist/generate/select.js';
import { libraryView } from '../../dist/library/view.js';
import { openStore } from '../../dist/store/store.js';
import { briefFor } from './briefs.js';
import { KINDS } from './catalogue.js';

const [database, lists] = process.argv.slice(2);
const store = openStore(database);
const begun = performance.now();
const { table } = libraryView(store, []);
const loadSeconds = (performance.now() - begun) / 1000;
const select = selector(poolOf(table));

const orders = Object.fromEntries(['shuffle', 'smooth'].map((order) => [order, msAList({ order })]));
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(`${JSON.stringify({ loadSeconds, peakBytes, ...orders })}\n`);
store.close();

/** The first list of each genre and style takes up who is in it; later ones find that done. */
function msAList(columns) {
  const firsts = [];
  const others = [];
  for (const kind of KINDS) {
    const brief = briefFor({ ...kind, artistGap: 3, maxPerArtist: 2, ...columns });
    for (let seed = 0; seed <= lists; seed++) {
      const start = performance.now();
      generate(brief, select, NO_HISTORY, seed);
      (seed === 0 ? firsts : others).push(performance.now() - start);
    }
  }
  return { firsts, others };
}
