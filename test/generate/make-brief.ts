import type { Brief } from '../../src/model/brief.ts';

/** A brief that asks for 20 minutes of anything, but for the given facts. */
export function makeBrief(facts: Partial<Brief> = {}): Brief {
  return {
    genre: [],
    style: [],
    artist: [],
    year: null,
    bpm: null,
    key: [],
    where: null,
    explicit: 'allow',
    exclude: [],
    include: [],
    order: 'shuffle',
    toleranceFrames: null,
    overFrames: 0,
    unknownIsClean: false,
    rules: [],
    hardRules: [],
    wantedFrames: 90_000,
    mostTracks: null,
    minTrackFrames: 300,
    maxTrackFrames: 359_700,
    ...facts,
  };
}
