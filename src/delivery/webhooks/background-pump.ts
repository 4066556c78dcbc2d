import { pumpWebhooks, type PumpWorld } from './pump.ts';

/** Messages that are sent beside the work. */
export interface BackgroundPump {
  /** Sends what is left, for so long at the most; the rest is left to the next who comes. Never throws what a receiver did. */
  close(budgetMs: number): Promise<void>;
}

const EVERY_MS = 500;

/** Sends messages beside the work from now on. */
export function startPump(world: Omit<PumpWorld, 'signal'>): BackgroundPump {
  const stop = new AbortController();
  const pump = async (): Promise<void> => {
    if (world.webhooks.list().length === 0) return;
    try {
      await pumpWebhooks({ ...world, signal: stop.signal });
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
  };
  let wake: () => void = () => undefined;
  const closing = new AbortController();
  const nextTime = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, EVERY_MS).unref();
    });
  const loop = (async () => {
    while (!closing.signal.aborted) {
      await pump();
      if (!closing.signal.aborted) await nextTime();
    }
    await pump();
  })();
  // What is wrong here is told when it is closed.
  loop.catch(() => undefined);
  return {
    close: async (budgetMs) => {
      closing.abort();
      wake();
      const timer = setTimeout(() => stop.abort(new Error('the time for messages is over')), budgetMs);
      try {
        await loop;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
