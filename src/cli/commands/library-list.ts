import { ExitCode } from '../../base/errors.ts';
import { openSearch } from '../../library/search.ts';
import type { Command } from '../command.ts';
import { indexing } from '../search-index.ts';
import { printTracks } from '../tracks.ts';
import { wholeNumber } from '../whole-number.ts';
import { withStore } from '../workspace.ts';

export const libraryList: Command = {
  options: [{ flags: '--limit <tracks>', summary: 'so many at the most' }],
  examples: [
    ['mixpress library list', 'all tracks with genre, style and length'],
    ["mixpress library list --format ndjson | jq -r 'select(.genres == []) | .path'", 'files that name no genre'],
  ],
  run: (context, _parameters, options) => {
    const limit = wholeNumber(options['limit'], '--limit', 1);
    return withStore(context, 'kept', async (store) => {
      const count = await printTracks(context, openSearch(store, indexing(context)).find(null, { limit }));
      if (count === 0 && context.settings.format === 'text')
        context.print('the library is empty; fill it with mixpress library scan DIR\n');
      return ExitCode.done;
    });
  },
};
