import type { DecoderProcess } from '../../tools/decoder-process.ts';

/** Decoder processes that are kept from one file to the next. */
export interface DecoderPool {
  /**
   * Lends out a process, a new one where all others are at work. It is killed where the work fails, for the rest of its
   * answer is still under way, and where the signal tells so; the signal's reason is then thrown.
   */
  lend<T>(work: (decoder: DecoderProcess) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Ends all of them. */
  close(): Promise<void>;
}

/** Makes an empty pool. */
export function decoderPool(start: () => DecoderProcess): DecoderPool {
  const alive = new Set<DecoderProcess>();
  const idle = new Set<DecoderProcess>();

  const startAnother = (): DecoderProcess => {
    const decoder = start();
    alive.add(decoder);
    void decoder.ended.then(() => {
      alive.delete(decoder);
      idle.delete(decoder);
    });
    return decoder;
  };

  return {
    lend: async (work, signal) => {
      signal?.throwIfAborted();
      const [kept] = idle;
      const decoder = kept ?? startAnother();
      idle.delete(decoder);
      const kill = (): void => decoder.kill();
      signal?.addEventListener('abort', kill);
      try {
        const result = await work(decoder);
        signal?.throwIfAborted();
        if (alive.has(decoder)) idle.add(decoder);
        return result;
      } catch (error) {
        kill();
        signal?.throwIfAborted();
        throw error;
      } finally {
        signal?.removeEventListener('abort', kill);
      }
    },
    close: async () => {
      const ends = [...alive].map((decoder) => decoder.ended);
      for (const decoder of alive) decoder.kill();
      await Promise.all(ends);
    },
  };
}
