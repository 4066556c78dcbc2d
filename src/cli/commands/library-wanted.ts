import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { wantedTracks, type WantedTrack } from '../../batch/wanted.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { describeNear, formatNear, nameAndLength } from '../near.ts';
import { parseTolerance, TOLERANCE_OPTION } from '../tolerance.ts';
import { withStore } from '../workspace.ts';

export const libraryWanted: Command = {
  description:
    'Lists are imported playlists, lists of imported catalogues, and what waiting orders clone. What most lists want comes first; ' +
    'tracks here that are like it are shown with a score from 0 to 1.',
  options: [{ flags: '--all', summary: 'also what catalogues name in no list' }, TOLERANCE_OPTION],
  examples: [
    ['mixpress library wanted', 'what to get, and for which lists'],
    ["mixpress library wanted --format ndjson | jq -r 'select(.isrc) | .isrc'", 'the ISRCs of what is wanted'],
  ],
  run: (context, _parameters, { all, tolerance }) => {
    const toleranceMs = parseTolerance(tolerance);
    return withStore(context, 'kept', async (store) => {
      const wanted = await wantedTracks(store, {
        all: all === true,
        ...(toleranceMs === undefined ? {} : { toleranceMs }),
      });
      const rows = wanted.map((track) => ({ ...track, near: track.near.map(describeNear) }));
      printAnswer(context, rows, rows, () =>
        wanted.length === 0 ? 'nothing is wanted: all that lists name has audio here\n' : wanted.map(describe).join(''),
      );
      return ExitCode.done;
    });
  },
};

const LISTS_SHOWN = 3;

function describe({ lists, near, lengthMs, ...names }: WantedTrack): string {
  const titles = [...new Set(lists.map(({ list }) => list))];
  const rest = titles.length - LISTS_SHOWN;
  const shown = titles.slice(0, LISTS_SHOWN).map(escapeControl).join(', ');
  const isrc = names.isrc === null ? '' : ` ${names.isrc}`;
  return `${nameAndLength(names, lengthMs)}${isrc}: ${shown}${rest > 0 ? ` and ${rest} more` : ''}\n${formatNear(near)}`;
}
