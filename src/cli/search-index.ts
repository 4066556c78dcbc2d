import type { RefreshOptions } from '../library/search/search-store.ts';
import type { Context } from './context.ts';

/** How the indexes of the search are brought up to date: on a terminal a live line tells of it where that takes long. */
export function indexing({ stderr, settings, signal, note }: Context): RefreshOptions {
  const isLive = stderr.isTTY === true && !settings.quiet;
  return {
    signal,
    onProgress: ({ done, total }) => {
      if (isLive && total > done) note(`\rindexing the library: ${done} of ${total} tracks`);
      else if (isLive && total > 5000) note('\r\x1b[K');
    },
  };
}
