/**
 * Does each of the named works in turn, and all of them `rounds` times over, so that what disturbs one disturbs the
 * others too. Returns the seconds that each took, by name; a work that is null is left out. A work may return a function
 * that tidies up after it, which is not timed.
 */
export async function interleave(rounds, works) {
  const present = Object.entries(works).filter(([, work]) => work !== null);
  const seconds = Object.fromEntries(present.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of present) {
      const start = performance.now();
      const tidy = await work(round);
      seconds[name].push((performance.now() - start) / 1000);
      await tidy?.();
    }
  }
  return seconds;
}

/** The middle one of some numbers. */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** A figure made of the seconds of several runs: of their median, and of the best of them. Null where there were none. */
export function figure(seconds, of) {
  return seconds === undefined ? null : { value: of(median(seconds)), best: of(Math.min(...seconds)) };
}

/** The figure of some numbers, the least being the best. */
export function figureOf(numbers) {
  return figure(numbers, (number) => number);
}
