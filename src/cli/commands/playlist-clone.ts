import { makeClones, type MadeClone } from '../../batch/clone.ts';
import { isoTime, systemClock } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { libraryView } from '../../library/view.ts';
import { describePlaylist } from '../../playlists/describe.ts';
import { playlistStore } from '../../playlists/playlist-store.ts';
import type { Command } from '../command.ts';
import { printAnswer, type Context } from '../context.ts';
import { readOptionRow } from '../option-row.ts';
import { withStore } from '../workspace.ts';

const MOST_CLONES = 1000;

export const playlistClone: Command = {
  parameters: '<playlist>',
  explain: { playlist: 'title or id of a stored playlist, or a playlist file' },
  description:
    'Stores a copy of a playlist under its own id. With --vary, a share of its tracks is chosen anew from the library, by ' +
    'the rules that it was made by. No disc is made: name the clone in the column clone of a manifest for that.',
  options: [
    { flags: '--title <title>', summary: 'its name; by default that of the source, and (clone)' },
    { flags: '--vary <percent>', summary: 'how many percent of the tracks are chosen anew: 30%' },
    {
      flags: '--seed <number>',
      summary: 'whole number that decides what chance picks; by default made from the title',
    },
    { flags: '--count <clones>', summary: `so many clones, each with its own id and seed (1 to ${MOST_CLONES})` },
  ],
  examples: [
    ['mixpress playlist clone "Late Night Jazz" --title Later', 'the same tracks under another name'],
    ['mixpress playlist clone weekday.m3u8 --vary 30% --count 5', 'five lists, with other tracks for a third of each'],
  ],
  run: (context, [clone], { title, vary, seed, count }) => {
    const wish = readOptionRow({ title: title ?? 'a clone', clone, vary, seed });
    const clones = cloneCount(count);
    return withStore(context, 'kept', async (store) => {
      const playlists = playlistStore(store);
      const asked = { ...wish, title: title === undefined ? null : wish.title };
      const made: MadeClone[] = [];
      for await (const one of makeClones(asked, clones, libraryView(store, []), playlists, systemClock)) {
        context.signal.throwIfAborted();
        playlists.save(one.playlist, isoTime(systemClock()), one.why);
        made.push(one);
      }
      tell(context, made, count !== undefined);
      return made.some(({ why }) => why?.reasons.shortage) ? ExitCode.someOrdersFailed : ExitCode.done;
    });
  },
};

function tell(context: Context, made: readonly MadeClone[], several: boolean): void {
  const documents = made.map(({ playlist }) => describePlaylist(playlist));
  const lines = documents.map(
    ({ id, title, tracks, lengthMs }) =>
      `${id}  ${escapeControl(title)}: ${tracks.length} tracks, ${formatDuration(lengthMs)}\n`,
  );
  printAnswer(context, several ? documents : documents[0], documents, () => lines.join(''));
  for (const { playlist, why, remarks } of made) {
    const shortage = why?.reasons.shortage;
    for (const remark of shortage ? [`${shortage.message}; ${shortage.hint}`, ...remarks] : remarks) {
      context.note(`${context.notePaint.yellow('warning:')} ${escapeControl(`${playlist.title}: ${remark}`)}\n`);
    }
  }
}

function cloneCount(count: unknown): number {
  if (count === undefined) return 1;
  const number = typeof count === 'string' && /^\d{1,4}$/.test(count) ? Number(count) : NaN;
  if (number >= 1 && number <= MOST_CLONES) return number;
  throw new AppError(
    'not-a-number',
    `--count takes a whole number from 1 to ${MOST_CLONES}, not ${JSON.stringify(count)}`,
    { hint: 'write --count 5', exitCode: ExitCode.usage },
  );
}
