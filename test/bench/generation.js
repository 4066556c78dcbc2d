/** How fast lists of 74 minutes are made, and how near to their length they are. */
import { seededRandom, shuffled } from '../../dist/base/random.js';
import { generate } from '../../dist/generate/generate.js';
import { trackFrames } from '../../dist/model/track.js';
import { catalogue } from './catalogue.js';
import { figure, interleave } from './measure.js';
import { scratchPath } from './place.js';
import { row } from './table.js';
import { runTool, withTool } from './tools.js';
import { writeFileSync } from 'node:fs';

const WANTED_FRAMES = 74 * 60 * 75;
const BRIEF = {
  genre: [],
  style: [],
  artist: [],
  wantedFrames: WANTED_FRAMES,
  minTrackFrames: 300,
  maxTrackFrames: WANTED_FRAMES,
};
const ROUNDS = 5;

export async function generation({ quick }) {
  const rows = [];
  for (const size of [1037, 10_000]) rows.push(...(await againstFirstFit(catalogue(size), quick ? 5 : 10)));
  if (!quick) rows.push(await againstSearch(catalogue(1037)));
  return rows;
}

async function againstFirstFit(library, listsARound) {
  const gaps = { mixpress: [], firstFit: [] };
  const makeLists = (name, gapOf) => (round) => {
    for (let i = 1; i <= listsARound; i++) gaps[name].push(gapOf(library, round * listsARound + i));
  };
  const seconds = await interleave(ROUNDS, {
    mixpress: makeLists('mixpress', gapOfOurs),
    firstFit: makeLists('firstFit', gapOfFirstFit),
  });
  const msAList = (name) => figure(seconds[name], (s) => (s * 1000) / listsARound);
  const exact = (name) => {
    const value = (100 * gaps[name].filter((gap) => gap === 0).length) / gaps[name].length;
    return { value, best: value };
  };
  const what = describe(library);
  const line = { bench: 'generation', peer: 'first fit' };
  const note = `${Math.round(1000 / msAList('mixpress').value)} lists/s`;
  return [
    row({ ...line, what, unit: 'ms a list', ours: msAList('mixpress'), note, theirs: msAList('firstFit') }),
    row({
      ...line,
      what: `${what}, exact to the frame`,
      unit: '%',
      ours: exact('mixpress'),
      theirs: exact('firstFit'),
    }),
  ];
}

/** GAFFitter looks for the best sum too, by a genetic search. */
async function againstSearch(library) {
  const lengths = scratchPath('lengths.txt');
  writeFileSync(lengths, library.map((track, i) => `${trackFrames(track)} ${i}\n`).join(''));
  const search = `gaffitter - --direct-input --target ${WANTED_FRAMES} --bins 1 < '${lengths}'`;
  const seconds = await interleave(1, {
    mixpress: () => void gapOfOurs(library, 1),
    gaffitter: withTool('gaffitter', () => void runTool('sh', ['-c', search])),
  });
  const ms = (name) => figure(seconds[name], (s) => s * 1000);
  const line = { bench: 'generation', what: describe(library), unit: 'ms a list' };
  return row({ ...line, ours: ms('mixpress'), peer: 'gaffitter', theirs: ms('gaffitter') });
}

function describe(library) {
  return `74:00 from ${library.length.toLocaleString('en')} tracks`;
}

function gapOfOurs(library, seed) {
  return generate(BRIEF, library, seed).gapFrames;
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
