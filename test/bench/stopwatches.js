/** Stopwatches of which one runs at a time: one that is begun within another's time stops that. */
export function stopwatches(...names) {
  const spent = Object.fromEntries(names.map((name) => [name, 0]));
  let running = null;
  let since = 0;
  const switchTo = (name) => {
    const now = performance.now();
    if (running !== null) spent[running] += now - since;
    [running, since] = [name, now];
  };
  const during = (name, work) => {
    const before = running;
    switchTo(name);
    try {
      return work();
    } finally {
      switchTo(before);
    }
  };
  return {
    during,
    /** The one that is running, or null. */
    running: () => running,
    /** The same functions, timed. */
    wrap: (name, functions) =>
      Object.fromEntries(
        Object.entries(functions).map(([key, work]) => [key, (...args) => during(name, () => work(...args))]),
      ),
    seconds: () => Object.fromEntries(Object.entries(spent).map(([name, ms]) => [name, ms / 1000])),
  };
}
