import { exchange, type Exchange, type Packing } from './packing.ts';

/** How many exchanges are looked at before things stay as they are: some tenths of a second. */
const EFFORT = 1 << 26;

/** How many tracks each artist has on a disc. */
type Tally = Map<string, number>;

/**
 * Exchanges and moves tracks within the limits for as long as that makes the sum of the squares of how many tracks each
 * artist has on each disc smaller, which is least where they are spread evenly. Where all tracks are equally long, no
 * artist ends with two more on one disc than on another.
 */
export function spread(packing: Packing): void {
  const { tracks, discs } = packing;
  const tallies = discs.map((disc) => {
    const tally: Tally = new Map();
    for (const track of disc) count(tally, tracks[track]!.artist, 1);
    return tally;
  });
  const budget = { left: EFFORT };
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    for (let from = 0; from < discs.length; from++) {
      for (let i = discs[from]!.length - 1; i >= 0; i--) {
        const better = findBetter(packing, tallies, from, i, budget);
        if (better === null) continue;
        for (const [track, here, there] of exchange(packing, better)) {
          count(tallies[here]!, tracks[track]!.artist, -1);
          count(tallies[there]!, tracks[track]!.artist, 1);
        }
        isSettled = false;
      }
    }
  }
}

/** An exchange of the track at place `i` of disc `from` that spreads the artists more evenly, or null. */
function findBetter(
  { tracks, discs, frames, limits }: Packing,
  tallies: readonly Tally[],
  from: number,
  i: number,
  budget: { left: number },
): Exchange | null {
  const { artist, frames: length } = tracks[discs[from]![i]!]!;
  if (tallyOf(tallies[from]!, artist) < 2) return null;
  const free = limits.capacityFrames - frames[from]!;
  for (let to = 0; to < discs.length && budget.left > 0; to++) {
    const change = changeOf(tallies, artist, from, to);
    budget.left--;
    if (change >= 0) continue;
    const disc = discs[to]!;
    budget.left -= disc.length;
    const least = length - (limits.capacityFrames - frames[to]!);
    if (least <= 0 && disc.length < limits.maxTracks) return { from, i, to, j: disc.length };
    const j = disc.findIndex((other) => {
      const back = tracks[other]!;
      const fits = back.frames >= least && back.frames <= length + free;
      return fits && back.artist !== artist && change + changeOf(tallies, back.artist, to, from) < 0;
    });
    if (j !== -1) return { from, i, to, j };
  }
  return null;
}

/** By how much half of the sum of squares grows where one track of the artist goes from one disc to another. */
function changeOf(tallies: readonly Tally[], artist: string, from: number, to: number): number {
  return artist === '' ? 0 : tallyOf(tallies[to]!, artist) - tallyOf(tallies[from]!, artist) + 1;
}

function tallyOf(tally: Tally, artist: string): number {
  return tally.get(artist) ?? 0;
}

function count(tally: Tally, artist: string, more: number): void {
  if (artist !== '') tally.set(artist, tallyOf(tally, artist) + more);
}
