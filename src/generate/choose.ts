/**
 * Chooses which tracks a list has. In come candidates, a wanted length and caps, out goes a set that keeps every cap, has
 * no recording twice, is never over the length and as near to it as was found.
 */
import { seededRandom, type Random } from '../base/random.ts';
import { drawEach } from './draw.ts';
import { fill } from './fill.ts';

/** What choosing needs of candidates, by their index. */
export interface Choices {
  readonly count: number;
  /** Taken before all others, as far as length and caps allow. */
  readonly required: readonly number[];
  frames(index: number): number;
  /** What may not come twice. */
  recording(index: number): string;
  /** What is counted against the caps, e.g. `artist\nbeyonce`. */
  counted(index: number): readonly string[];
}

/** How many tracks of one trait a list may have. */
export interface Caps {
  limit(trait: string): number;
}

/** Candidates that are tried in all combinations to meet the length exactly. */
const WINDOW = 128;
/** So many mean tracks of the length are left to the exact search. */
const ROOM_IN_TRACKS = 5;
/** Fresh starts where a list does not come out exact. */
const ATTEMPTS = 8;
/** Draws after which a large library is taken to have no more that fit. */
const MOST_DRAWS = 10_000;

/** Indexes of the chosen candidates, in the order in which they were drawn. Deterministic by `seed`. */
export function choose(choices: Choices, wantedFrames: number, caps: Caps, seed: number): number[] {
  let best: number[] = [];
  let bestSum = -1;
  for (let attempt = 0; attempt < ATTEMPTS && bestSum < wantedFrames; attempt++) {
    const picks = attemptChoice(choices, wantedFrames, caps, seededRandom(seed + attempt));
    const sum = picks.reduce((total, index) => total + choices.frames(index), 0);
    if (sum > bestSum) [best, bestSum] = [picks, sum];
  }
  return best;
}

function attemptChoice(choices: Choices, wanted: number, caps: Caps, random: Random): number[] {
  const admit = doorkeeper(choices, caps);
  const taken: number[] = [];
  const window: number[] = [];
  let room = wanted;
  let drawn = 0;
  let drawnFrames = 0;
  for (const index of choices.required) {
    if (choices.frames(index) > room || !admit(index)) continue;
    taken.push(index);
    room -= choices.frames(index);
  }
  for (const index of drawEach(choices.count, random)) {
    if (++drawn > MOST_DRAWS || window.length === WINDOW) break;
    const frames = choices.frames(index);
    drawnFrames += frames;
    if (frames > room || !admit(index)) continue;
    const keep = choices.count <= WINDOW ? Infinity : (drawnFrames / drawn) * ROOM_IN_TRACKS;
    if (window.length === 0 && room - frames >= keep) {
      taken.push(index);
      room -= frames;
    } else {
      window.push(index);
    }
  }
  const lengths = window.map((index) => choices.frames(index));
  return [...taken, ...fill(lengths, room).map((i) => window[i]!)];
}

/** Lets a candidate in if no cap and no recording stands against it, and counts it as used from then on. */
function doorkeeper({ recording, counted }: Choices, caps: Caps): (index: number) => boolean {
  const counts = new Map<string, number>();
  const recordings = new Set<string>();
  return (index) => {
    const key = recording(index);
    const traits = counted(index);
    if (recordings.has(key) || traits.some((trait) => (counts.get(trait) ?? 0) >= caps.limit(trait))) return false;
    for (const trait of traits) counts.set(trait, (counts.get(trait) ?? 0) + 1);
    recordings.add(key);
    return true;
  };
}
