import { AppError, ExitCode } from '../../base/errors.ts';
import { openSearch, type SortKey } from '../../library/search.ts';
import { fieldHint, findField } from '../../model/query/fields.ts';
import { parseQuery } from '../../model/query/parse.ts';
import { all, type Query } from '../../model/query/query.ts';
import type { Command } from '../command.ts';
import { printAnswer, type Context } from '../context.ts';
import { formatProblems } from '../problems.ts';
import { describeFault, joinWords } from '../rule-words.ts';
import { indexing } from '../search-index.ts';
import { limitIn, loadSmartPlaylist } from '../smart-playlist.ts';
import { printTracks } from '../tracks.ts';
import { wholeNumber } from '../whole-number.ts';
import { withStore } from '../workspace.ts';

export const librarySearch: Command = {
  parameters: '[rule...]',
  explain: { rule: 'words and conditions, as in the column where of a manifest; without any, all tracks' },
  description:
    'Tracks come in order of their paths. If nothing is found, standard output is empty (JSON: []), standard error says so, and the exit code is 0. ' +
    'JSON: the tracks as library list has them; with --count {tracks}.',
  takesDashes: true,
  options: [
    { flags: '--nsp <file>', summary: 'a smart playlist of Navidrome: its rules too, its order and its limit' },
    {
      flags: '--sort <fields>',
      summary: 'fields with commas between them, - before one turns it: -year,title; or random',
    },
    { flags: '--limit <tracks>', summary: 'so many at the most' },
    { flags: '--offset <tracks>', summary: 'leave out so many of the first ones' },
    { flags: '--count', summary: 'print only how many there are' },
  ],
  examples: [
    ['mixpress library search genre:jazz year:1955..1969 -live', 'Jazz of these years, but nothing with "live" in it'],
    ['mixpress library search "(nina | simone) length:..5:00" --sort -year --limit 10', 'the ten latest of them'],
    ['mixpress library search --nsp soul.nsp --count', 'how many tracks the rules of a smart playlist take'],
  ],
  run: async (context, [words], options) => {
    const asked = await readAsked(context, words as readonly string[], options);
    return asked === null ? ExitCode.usage : search(context, asked, options);
  },
};

interface Asked {
  readonly query: Query | null;
  readonly sort: readonly SortKey[];
  readonly limit: number | null;
  readonly limitPercent: number | null;
  readonly offset: number;
}

/** What the command line and the smart playlist ask for together; null where the mistakes in them have been told. */
async function readAsked(
  context: Context,
  words: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<Asked | null> {
  refuseOptions(words);
  const limit = wholeNumber(options['limit'], '--limit', 1);
  const offset = wholeNumber(options['offset'], '--offset', 0) ?? 0;
  const sort = sortKeys(options['sort'] as string | undefined);
  const rule = joinWords(words);
  const parsed = rule.trim() === '' ? null : parseQuery(rule);
  if (parsed?.ok === false) {
    context.note(await describeFault(rule, parsed.problem, context.notePaint));
    return null;
  }
  const own = parsed === null ? [] : [parsed.query];
  if (options['nsp'] === undefined)
    return { query: own[0] ?? null, sort: sort ?? [], limit, limitPercent: null, offset };
  const { playlist, problems } = await loadSmartPlaylist(options['nsp'] as string);
  if (playlist.query === null || problems.length > 0) {
    context.note(formatProblems(problems, context.notePaint));
    return null;
  }
  return {
    query: all([playlist.query, ...own]),
    sort: sort ?? playlist.sort,
    limit: limit ?? playlist.limit,
    limitPercent: limit === null ? playlist.limitPercent : null,
    offset,
  };
}

function search(
  context: Context,
  { query, sort, limit, limitPercent, offset }: Asked,
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  return withStore(context, 'kept', async (store) => {
    const search = openSearch(store, indexing(context));
    if (options['count'] === true) {
      const tracks = search.count(query);
      printAnswer(context, { tracks }, [{ tracks }], () => `${tracks}\n`);
      return ExitCode.done;
    }
    const found = search.find(query, {
      ...(sort.length > 0 && { sort }),
      limit: limitIn(search, { query, limit, limitPercent }),
      offset,
    });
    if ((await printTracks(context, found)) === 0 && !context.settings.quiet)
      context.note(
        search.count(null) === 0
          ? 'the library is empty; fill it with mixpress library scan DIR\n'
          : 'no track is like that; loosen the rule, or see what there is with mixpress library stats\n',
      );
    return ExitCode.done;
  });
}

/** A mistyped option is no rule: two dashes would negate twice. */
function refuseOptions(words: readonly string[]): void {
  const option = words.find((word) => word.startsWith('--'));
  if (option === undefined) return;
  throw new AppError('unknown-option', `there is no option ${option}`, {
    hint: 'see mixpress library search --help; a rule negates with one dash',
    exitCode: ExitCode.usage,
  });
}

function sortKeys(text: string | undefined): readonly SortKey[] | null {
  if (text === undefined) return null;
  return text.split(',').map((name) => {
    const bare = name.trim().replace(/^[+-]\s*/, '');
    const field = bare.toLowerCase() === 'random' ? 'random' : findField(bare);
    if (field !== undefined) return { field, isDescending: name.trim().startsWith('-') };
    throw new AppError('sort-unknown', `can't sort by ${JSON.stringify(bare)}`, {
      hint: fieldHint(bare),
      exitCode: ExitCode.usage,
    });
  });
}
