import { AppError, ExitCode } from '../base/errors.ts';
import { escapeControl, nearest } from '../base/text.ts';
import type { KeptPlaylist } from '../model/playlist.ts';
import type { PlaylistStore, PlaylistSummary } from './playlist-store.ts';

/**
 * The playlist that a person means: by its id, by its title, or by the start of its id where that is unique.
 *
 * @throws AppError `playlist-unknown`, `playlist-ambiguous`
 */
export function resolvePlaylist(store: PlaylistStore, reference: string): KeptPlaylist {
  const wanted = reference.trim();
  const exact = store.get(wanted.toLowerCase());
  if (exact !== null) return exact;
  const found = candidates(store, wanted);
  if (found.length === 0) throw unknown(store, wanted);
  if (found.length > 1) throw ambiguous(wanted, found);
  return store.get(found[0]!.id)!;
}

/** Titles go before prefixes, and a title as it is written before one that only folds to the same. */
function candidates(store: PlaylistStore, wanted: string): readonly PlaylistSummary[] {
  const titled = originals(wanted === '' ? [] : store.findByTitle(wanted));
  const literal = titled.filter((playlist) => playlist.title === wanted);
  if (literal.length > 0) return literal;
  return titled.length > 0 || wanted === '' ? titled : store.findByIdPrefix(wanted.toLowerCase());
}

/** Leaves out clones of one that is meant as well: a clone may bear the title of its source. */
function originals(found: readonly PlaylistSummary[]): PlaylistSummary[] {
  const ids = new Set(found.map(({ id }) => id));
  return found.filter(({ clonedFrom }) => clonedFrom === null || !ids.has(clonedFrom));
}

function unknown(store: PlaylistStore, wanted: string): AppError {
  return new AppError('playlist-unknown', `no playlist has the title or id "${escapeControl(wanted)}"`, {
    hint: hintFor(store, wanted),
    exitCode: ExitCode.usage,
  });
}

function hintFor(store: PlaylistStore, wanted: string): string {
  if (wanted.toLowerCase().endsWith('.nsp')) {
    return 'keep the list that its rules give now with mixpress playlist import FILE.nsp, and name that by its title';
  }
  const near = nearest(wanted, new Set(store.list().map(({ title }) => title)));
  return near === undefined
    ? 'list those there are with mixpress playlist list'
    : `did you mean "${escapeControl(near)}"?`;
}

function ambiguous(wanted: string, found: readonly PlaylistSummary[]): AppError {
  const ids = found.slice(0, 8).map(({ id }) => id);
  const rest = found.length - ids.length;
  return new AppError('playlist-ambiguous', `${found.length} playlists are meant by "${escapeControl(wanted)}"`, {
    hint: `give one id: ${ids.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    exitCode: ExitCode.usage,
  });
}
