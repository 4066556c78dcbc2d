/** How fast lists of 74 minutes are made, and how near to their length they are. */
import { writeFileSync } from 'node:fs';
import { seededRandom, shuffled } from '../../dist/base/random.js';
import { briefOf } from '../../dist/batch/brief.js';
import { KNOWN_NAMES } from '../../dist/batch/known-names.js';
import { findMedium } from '../../dist/discs/media/index.js';
import { generate } from '../../dist/generate/generate.js';
import { parseManifest } from '../../dist/manifest/manifest.js';
import { trackFrames } from '../../dist/model/track.js';
import { catalogue } from './catalogue.js';
import { figure, interleave } from './measure.js';
import { scratchPath } from './place.js';
import { row } from './table.js';
import { runTool, withTool } from './tools.js';

const WANTED_FRAMES = 74 * 60 * 75;
const ROUNDS = 5;
const PLAIN = briefFor({ title: 'Plain' });
const RULED = briefFor({ title: 'Ruled', artistGap: 3, maxPerArtist: 2, order: 'smooth' });

export async function generation({ quick }) {
  const [small, large] = [catalogue(1037), catalogue(10_000)];
  const listsOf = (library) => Math.ceil((quick ? 30_000 : 80_000) / library.length);
  return [
    ...(await againstFirstFit('', PLAIN, small, listsOf(small))),
    ...(await againstFirstFit('', PLAIN, large, listsOf(large))),
    ...(await againstFirstFit(', ruled and smooth', RULED, large, listsOf(large))),
    ...(quick ? [] : [await againstSearch(small)]),
  ];
}

/** What the generator is asked for an order with these columns. */
function briefFor(columns) {
  const { orders } = parseManifest('bench.json', Buffer.from(JSON.stringify([columns])), KNOWN_NAMES);
  return briefOf(orders[0], WANTED_FRAMES, findMedium(orders[0].media));
}

async function againstFirstFit(kind, brief, library, listsARound) {
  const gaps = { mixpress: [], firstFit: [] };
  const makeLists = (name, gapOf) => (round) => {
    for (let i = 1; i <= listsARound; i++) gaps[name].push(gapOf(round * listsARound + i));
  };
  const seconds = await interleave(ROUNDS, {
    mixpress: makeLists('mixpress', (seed) => generate(brief, library, seed).gapFrames),
    firstFit: makeLists('firstFit', (seed) => gapOfFirstFit(library, seed)),
  });
  const msAList = (name) => figure(seconds[name], (s) => (s * 1000) / listsARound);
  const exact = (name) => {
    const value = (100 * gaps[name].filter((gap) => gap === 0).length) / gaps[name].length;
    return { value, best: value };
  };
  const what = `${describe(library)}${kind}`;
  const line = { bench: 'generation', peer: 'first fit' };
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
function gapOfFirstFit(library, seed) {
  let room = WANTED_FRAMES;
  for (const track of shuffled(library, seededRandom(seed))) {
    const frames = trackFrames(track);
    if (frames <= room) room -= frames;
  }
  return room;
}

/** GAFFitter looks for the best sum too, by a genetic search. */
async function againstSearch(library) {
  const lengths = scratchPath('lengths.txt');
  writeFileSync(lengths, library.map((track, i) => `${trackFrames(track)} ${i}\n`).join(''));
  const search = `gaffitter - --direct-input --target ${WANTED_FRAMES} --bins 1 < '${lengths}'`;
  const seconds = await interleave(1, {
    mixpress: () => void generate(PLAIN, library, 1),
    gaffitter: withTool('gaffitter', () => void runTool('sh', ['-c', search])),
  });
  const ms = (name) => figure(seconds[name], (s) => s * 1000);
  const line = { bench: 'generation', what: describe(library), unit: 'ms a list' };
  return row({ ...line, ours: ms('mixpress'), peer: 'gaffitter', theirs: ms('gaffitter') });
}

function describe(library) {
  return `74:00 from ${library.length.toLocaleString('en')} tracks`;
}
