/**
 * The least that any sequence of `count` things adds up to, where `measure(sequence, position)` looks back at no more
 * than `reach` positions: dynamic programming over what is used and what came last (Held and Karp 1962).
 */
export function leastCost(count, reach, measure) {
  const sequence = [];
  let states = new Map([['', { used: 0, last: [], value: 0 }]]);
  for (let position = 0; position < count; position++) {
    const next = new Map();
    for (const { used, last, value } of states.values()) {
      last.forEach((thing, i) => (sequence[position - last.length + i] = thing));
      for (let thing = 0; thing < count; thing++) {
        if ((used >> thing) & 1) continue;
        sequence[position] = thing;
        const state = {
          used: used | (1 << thing),
          last: [...last, thing].slice(-Math.max(1, reach)),
          value: value + measure(sequence, position),
        };
        const key = `${state.used} ${state.last.join(' ')}`;
        if (!(next.get(key)?.value <= state.value)) next.set(key, state);
      }
    }
    states = next;
  }
  return Math.min(...Array.from(states.values(), ({ value }) => value));
}
