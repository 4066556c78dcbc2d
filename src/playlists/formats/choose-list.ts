import { AppError, ExitCode } from '../../base/errors.ts';
import { fold, oneLine } from '../../base/text.ts';
import type { PlaylistEntries, PlaylistEntry } from './format.ts';

/** One playlist of a file that holds several. */
export interface NamedList {
  /** The names of the folders that it lies in and its own, from the outermost. */
  readonly path: readonly string[];
  /** Made by the program, not by a person: all music, all films. */
  readonly builtIn?: boolean;
  entries(): readonly PlaylistEntry[];
}

/** What a file holds. */
export interface ListsAndTracks {
  readonly lists: readonly NamedList[];
  /** All its tracks, whether they are in a list or not. */
  all(): readonly PlaylistEntry[];
}

/** The lists that a person made, by their own names, or with their folders where several have the same one. */
export function ownLists(lists: readonly NamedList[]): PlaylistEntries[] {
  const own = lists.filter(({ builtIn }) => builtIn !== true);
  const named = new Map<string, number>();
  const nameOf = ({ path }: NamedList): string => oneLine(path.at(-1) ?? '');
  for (const list of own) named.set(nameOf(list), (named.get(nameOf(list)) ?? 0) + 1);
  return own.map((list) => ({
    title: named.get(nameOf(list)) === 1 ? nameOf(list) : oneLine(list.path.join('/')),
    entries: list.entries(),
  }));
}

/**
 * The list that is meant: by its own name or its folders and name with `/` between, as written or else folded. Without a
 * name the only one that a person made; where there is none, all tracks of the file.
 *
 * @throws AppError `playlist-unclear`, with the names to choose from
 */
export function chooseList(
  { lists, all }: ListsAndTracks,
  wanted: string | undefined,
  source: string,
): PlaylistEntries {
  const own = lists.filter(({ builtIn }) => builtIn !== true);
  if (wanted === undefined && own.length === 0) return { title: '', entries: all() };
  const found = wanted === undefined ? own : named(lists, wanted);
  if (found.length !== 1) throw unclear(found, own, wanted, source);
  return { title: oneLine(found[0]!.path.at(-1) ?? ''), entries: found[0]!.entries() };
}

function named(lists: readonly NamedList[], wanted: string): readonly NamedList[] {
  const likes: readonly ((list: NamedList) => boolean)[] = [
    ({ path }) => path.join('/') === wanted,
    ({ path }) => path.at(-1) === wanted,
    ({ path }) => fold(path.join('/')) === fold(wanted),
    ({ path }) => fold(path.at(-1) ?? '') === fold(wanted),
  ];
  for (const like of likes) {
    const found = lists.filter(like);
    if (found.length > 0) return found;
  }
  return [];
}

const MOST_NAMES = 12;

function unclear(
  found: readonly NamedList[],
  own: readonly NamedList[],
  wanted: string | undefined,
  source: string,
): AppError {
  const choices = found.length > 0 ? found : own;
  const names = choices.slice(0, MOST_NAMES).map(({ path }) => oneLine(path.join('/')));
  const rest = choices.length - names.length;
  const holds = found.length === 0 ? 'holds no playlist' : `holds ${found.length} playlists`;
  const message = wanted === undefined ? `${source} ${holds}` : `${source} ${holds} of the name "${oneLine(wanted)}"`;
  return new AppError('playlist-unclear', message, {
    hint:
      names.length === 0
        ? `leave out the # and the name: it holds no playlists, only tracks`
        : `put # and a name behind the file's, as in ${source}#${names[0]}; there are ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    exitCode: ExitCode.usage,
  });
}
