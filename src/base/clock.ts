/** The time, passed in wherever it is needed so that a test can set it. Milliseconds since 1970 in UTC. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** `2026-11-21T08:30:00.000Z` */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
