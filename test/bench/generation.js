/** How fast lists of 74 minutes are made, and how near to their length they are. */
import { writeFileSync } from 'node:fs';
import { seededRandom, shuffled } from '../../dist/base/random.js';
import { generate } from '../../dist/generate/generate.js';
import { NO_HISTORY } from '../../dist/generate/history.js';
import { poolOf } from '../../dist/generate/pool.js';
import { selector } from '../../dist/generate/select.js';
import { tableOf } from '../../dist/model/track-table.js';
import { trackFrames } from '../../dist/model/track.js';
import { openBeets } from './beets.js';
import { briefFor, WANTED_FRAMES } from './briefs.js';
import { catalogue } from './catalogue.js';
import { figure, interleave } from './measure.js';
import { scratchPath } from './place.js';
import { row } from './table.js';
import { runTool, withTool } from './tools.js';

const ROUNDS = 5;
const PLAIN = briefFor({});
const RULED = briefFor({ artistGap: 3, maxPerArtist: 2, order: 'smooth' });
const LINE = { bench: 'generation' };

export async function generation({ quick }) {
  const [small, large] = [catalogue(1037), catalogue(10_000)];
  const lists = quick ? 10 : 40;
  return [
    await firstList(small),
    ...(await againstFirstFit('', PLAIN, small, lists)),
    ...(await againstFirstFit('', PLAIN, large, lists)),
    ...(await againstFirstFit(', ruled and smooth', RULED, large, lists)),
    ...(await againstPrograms(small, quick ? 3 : 10)),
  ];
}

/** Makes one list after the other from the same tracks, by their seeds. */
function lister(tracks) {
  const select = selector(poolOf(tableOf(tracks)));
  return (brief, seed) => generate(brief, select, NO_HISTORY, seed);
}

/** With nothing known yet of the tracks but their table. */
async function firstList(tracks) {
  const table = tableOf(tracks);
  const work = (round) => void generate(RULED, selector(poolOf(table)), NO_HISTORY, round);
  const { first } = await interleave(31, { first: work });
  return row({
    ...LINE,
    what: `${describe(tracks)}, the first list`,
    unit: 'ms',
    ours: figure(first, (s) => s * 1000),
  });
}

async function againstFirstFit(kind, brief, tracks, lists) {
  const gaps = { mixpress: [], firstFit: [] };
  const makeLists = (name, gapOf) => (round) => {
    for (let i = 1; i <= lists; i++) gaps[name].push(gapOf(round * lists + i));
  };
  const makeList = lister(tracks);
  const seconds = await interleave(ROUNDS, {
    mixpress: makeLists('mixpress', (seed) => WANTED_FRAMES - makeList(brief, seed).lengthFrames),
    firstFit: makeLists('firstFit', (seed) => gapOfFirstFit(tracks, seed)),
  });
  const msAList = (name) => figure(seconds[name], (s) => (s * 1000) / lists);
  const exact = (name) => constant((100 * gaps[name].filter((gap) => gap === 0).length) / gaps[name].length);
  const line = { ...LINE, peer: 'first fit' };
  const what = `${describe(tracks)}${kind}`;
  const note = `${Math.round(1000 / msAList('mixpress').value)} lists/s`;
  return [
    row({ ...line, what, unit: 'ms a list', ours: msAList('mixpress'), note, theirs: msAList('firstFit') }),
    row({
      ...line,
      what: '  exact to the frame',
      unit: '% of them',
      ours: exact('mixpress'),
      theirs: exact('firstFit'),
    }),
  ];
}

/** What players do that fill a list: tracks as chance brings them, those left out that do not fit any more. */
function gapOfFirstFit(tracks, seed) {
  let room = WANTED_FRAMES;
  for (const track of shuffled(tracks, seededRandom(seed))) {
    const frames = trackFrames(track);
    if (frames <= room) room -= frames;
  }
  return room;
}

/**
 * GAFFitter looks for the best sum too, by a genetic search; beets takes items as chance brings them. Both are programs
 * that begin anew for each list, which for beets is most of the time and is told apart.
 */
async function againstPrograms(tracks, rounds) {
  const beets = withTool('beet', () => openBeets(tracks))?.() ?? null;
  const lengths = tracks.map(trackFrames);
  const gaps = { mixpress: [], gaffitter: [], 'beets random': [] };
  const makeList = lister(tracks);
  const seconds = await interleave(rounds, {
    mixpress: (round) => void gaps.mixpress.push(WANTED_FRAMES - makeList(PLAIN, round).lengthFrames),
    'beets random': beets && (() => void gaps['beets random'].push(WANTED_FRAMES - sum(beets.random(74), lengths))),
    'beets, start alone': beets && (() => void beets.start()),
  });
  // It takes so long that once must do.
  const search = withTool('gaffitter', () => void gaps.gaffitter.push(gapOfGaffitter(lengths)));
  Object.assign(seconds, await interleave(1, { gaffitter: search }));
  const ms = (name) => figure(seconds[name], (s) => s * 1000);
  const mean = (of) => (of.length === 0 ? null : constant(of.reduce((a, b) => a + b, 0) / of.length));
  return [
    ...['gaffitter', 'beets random', 'beets, start alone'].map((peer) =>
      row({ ...LINE, what: describe(tracks), unit: 'ms a list', ours: ms('mixpress'), peer, theirs: ms(peer) }),
    ),
    ...['gaffitter', 'beets random'].map((peer) =>
      row({ ...LINE, what: '  mean gap', unit: 'frames', ours: mean(gaps.mixpress), peer, theirs: mean(gaps[peer]) }),
    ),
  ];
}

function gapOfGaffitter(lengths) {
  const path = scratchPath('lengths.txt');
  writeFileSync(path, lengths.map((frames, i) => `${frames} ${i}\n`).join(''));
  const command = `gaffitter - --direct-input --target ${WANTED_FRAMES} --bins 1 --hide-summary < '${path}'`;
  const picks = [...runTool('sh', ['-c', command]).matchAll(/\d+/g)].map(Number);
  return WANTED_FRAMES - sum(picks, lengths);
}

function sum(indexes, lengths) {
  return indexes.reduce((total, index) => total + lengths[index], 0);
}

function constant(value) {
  return { value, best: value };
}

function describe(tracks) {
  return `74:00 from ${tracks.length.toLocaleString('en')} tracks`;
}
