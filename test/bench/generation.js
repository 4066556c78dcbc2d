/** How fast lists of 74 minutes are made, and how near to their length, against taking whatever still fits. */
import { seededRandom, shuffled } from '../../dist/base/random.js';
import { generate } from '../../dist/generate/generate.js';
import { trackFrames } from '../../dist/model/track.js';
import { catalogue } from './catalogue.js';
import { figure, interleave } from './measure.js';
import { row } from './table.js';

const WANTED_FRAMES = 74 * 60 * 75;
const BRIEF = {
  genre: [],
  style: [],
  artist: [],
  wantedFrames: WANTED_FRAMES,
  minTrackFrames: 300,
  maxTrackFrames: WANTED_FRAMES,
};

export async function generation({ quick }) {
  const rows = [];
  for (const size of [1037, 10_000]) rows.push(...(await measureSize(size, quick ? 5 : 20)));
  return rows;
}

async function measureSize(size, listsARound) {
  const library = catalogue(size);
  const gaps = { mixpress: [], firstFit: [] };
  const rounds = 5;
  const make = (name, gapOf) => (round) => {
    for (let i = 0; i < listsARound; i++) gaps[name].push(gapOf(round * listsARound + i + 1));
  };
  const seconds = await interleave(rounds, {
    mixpress: make('mixpress', (seed) => generate(BRIEF, library, seed).gapFrames),
    firstFit: make('firstFit', (seed) => firstFitGap(library, seed)),
  });
  const line = { bench: 'generation', peer: 'first fit' };
  const what = `74:00 from ${size.toLocaleString('en')} tracks`;
  const exact = (name) => {
    const value = (100 * gaps[name].filter((gap) => gap === 0).length) / gaps[name].length;
    return { value, best: value };
  };
  const time = (name) => figure(seconds[name], (s) => (s * 1000) / listsARound);
  const ours = time('mixpress');
  const note = `${(1000 / ours.value).toFixed(0)} lists/s`;
  return [
    row({ ...line, what, unit: 'ms a list', ours, note, theirs: time('firstFit') }),
    row({
      ...line,
      what: `${what}: exact to the frame`,
      unit: '%',
      ours: exact('mixpress'),
      theirs: exact('firstFit'),
    }),
  ];
}

/** What players do that fill a list: by chance, and over whatever does not fit. */
function firstFitGap(library, seed) {
  let room = WANTED_FRAMES;
  for (const track of shuffled(library, seededRandom(seed))) {
    const frames = trackFrames(track);
    if (frames <= room) room -= frames;
  }
  return room;
}
