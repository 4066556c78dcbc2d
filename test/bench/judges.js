/**
 * Small cases of which the best is proven: is the length as near as any could be, and what does the order cost beside the
 * least possible? MiniZinc proves lengths and a sample of the orders, dynamic programming proves them all.
 */
import { seededRandom } from '../../dist/base/random.js';
import { arrange } from '../../dist/generate/arrange.js';
import { generate } from '../../dist/generate/generate.js';
import { NO_HISTORY } from '../../dist/generate/history.js';
import { findTrackOrder } from '../../dist/generate/orders/index.js';
import { listTrackOf, poolOf } from '../../dist/generate/pool.js';
import { separation } from '../../dist/generate/rules/separation.js';
import { selector } from '../../dist/generate/select.js';
import { tableOf } from '../../dist/model/track-table.js';
import { briefFor } from './briefs.js';
import { catalogue } from './catalogue.js';
import { leastCost } from './least-cost.js';
import { figureOf } from './measure.js';
import { inModel, leastCostModel, leastGapModel, solve } from './minizinc.js';
import { row } from './table.js';
import { withTool } from './tools.js';

const ORDERS = ['smooth', 'harmonic', 'arc', 'interleave'];
/** So many cases of an order go to MiniZinc too. */
const SAMPLE = 3;
/** Weighs a broken rule against any cost. */
const BREACH = 1e6;
/** Below this a difference is rounding. */
const EPSILON = 1e-6;

export async function judges({ quick }) {
  const proves = withTool('minizinc', solve);
  const tracks = catalogue(5000);
  return [
    lengthRow(tracks, quick ? 5 : 20, proves),
    ...ORDERS.flatMap((id) => orderRows(id, quick ? 10 : 60, tracks, proves)),
    ...ORDERS.flatMap((id) => ruledRows(id, quick ? 10 : 60, tracks)),
  ];
}

/** Lists from 12 to 20 tracks, some of them versions of one recording, with two tracks of an artist at most. */
function lengthRow(tracks, cases, proves) {
  const line = { bench: 'judges', what: `${cases} lists from 12-20 tracks, nearest`, unit: '% of them' };
  if (proves === null) return row({ ...line, ours: null, peer: 'minizinc' });
  let nearest = 0;
  for (let n = 0; n < cases; n++) {
    const wanted = 25 * 60 * 75 + 17 * n;
    const brief = briefFor({ maxPerArtist: 2, relax: 'none' }, wanted);
    const pool = poolOf(tableOf(fewArtists(tracks.slice(20 * n, 20 * n + 12 + (n % 9)))));
    const { lengthFrames } = generate(brief, selector(pool), NO_HISTORY, n);
    if (wanted - lengthFrames === proves(leastGapModel(pool, wanted, 2))) nearest++;
  }
  return row({
    ...line,
    ours: figureOf([(100 * nearest) / cases]),
    peer: 'proven by minizinc',
    theirs: figureOf([100]),
  });
}

/** Tracks by five artists; every fourth one is another version of the one before it. */
function fewArtists(tracks) {
  return tracks.map((track, i) => ({
    ...track,
    artist: `Artist ${i % 4 === 3 ? (i - 1) % 5 : i % 5}`,
    title: i % 4 === 3 ? `Song ${i - 1} (Live)` : `Song ${i}`,
  }));
}

/** Lists of 8 to 12 tracks where no rule stands in the way. */
function orderRows(id, cases, tracks, proves) {
  const ratios = [];
  let agreed = 0;
  for (let n = 0; n < cases; n++) {
    const some = tracks.slice(12 * n, 12 * n + 8 + (n % 5));
    const { cost, start } = begin(id, some, n);
    const least = leastCost(some.length, 1, cost);
    ratios.push(ratioOf(total(cost, start), least));
    if (proves === null || agreed >= SAMPLE || some.length > 8) continue;
    const proven = proves(leastCostModel(some.length, cost));
    if (Math.abs(proven - inModel(least)) > some.length)
      throw new Error(`${id}: minizinc proves ${proven}, not ${least}`);
    agreed++;
  }
  const by = proves === null ? 'Held-Karp' : `Held-Karp, ${agreed} by minizinc too`;
  return ratioRows(`${id}, ${cases} orders of 8-12 tracks`, ratios, by);
}

/** Lists of 8 to 10 tracks by few artists, whose best order without the rule breaks it. */
function ruledRows(id, cases, tracks) {
  const ratios = [];
  let more = 0;
  for (let n = 0; ratios.length + more < cases; n++) {
    const some = fewArtists(tracks.slice(10 * n, 10 * n + 8 + (n % 3)));
    const gap = 1 + (n % 3);
    const rule = separation({ kind: 'gap', by: 'artist', least: gap, unit: 'tracks' }, some.map(listTrackOf));
    const { cost, start, random } = begin(id, some, n);
    if (total(rule.broken, start) === 0) continue;
    const sequence = arrange(start, { ...rule, cost }, random);
    const broken = leastCost(some.length, gap, rule.broken);
    const both = (order, position) => BREACH * rule.broken(order, position) + cost(order, position);
    if (total(rule.broken, sequence) > broken + EPSILON) more++;
    else ratios.push(ratioOf(total(cost, sequence), leastCost(some.length, gap, both) - BREACH * broken));
  }
  const note = more === 0 ? '' : `, ${more} break more than they must`;
  return ratioRows(`${id}, artistGap 1-3, ${cases} orders of 8-10${note}`, ratios, 'dynamic programming');
}

function begin(id, tracks, seed) {
  const order = findTrackOrder(id);
  const random = seededRandom(seed);
  const facts = tracks.map(({ bpm, key, energy, genres }) => ({ bpm, key, energy, group: genres[0] }));
  return { cost: order.cost(facts), start: order.start(facts, random), random };
}

function total(measure, sequence) {
  return sequence.reduce((sum, _, position) => sum + measure(sequence, position), 0);
}

/** Of nothing to nothing it is 1. */
function ratioOf(cost, least) {
  return (cost + EPSILON) / (least + EPSILON);
}

function ratioRows(what, ratios, peer) {
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  const above = (ratio) => figureOf([100 * (ratio - 1)]);
  const line = { bench: 'judges', unit: '% above the least cost', peer: `proven by ${peer}`, theirs: figureOf([0]) };
  return [
    row({ ...line, what: `${what}: mean`, ours: above(mean) }),
    row({ ...line, what: `${what}: worst`, ours: above(Math.max(...ratios)) }),
  ];
}
