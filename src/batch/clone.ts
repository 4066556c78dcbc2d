/** Clones that are made one by one, outside of a batch: a playlist or a file in, playlists with their reasons out. */
import { isoTime, type Clock } from '../base/clock.ts';
import { hash32 } from '../base/random.ts';
import { fold } from '../base/text.ts';
import { DEFAULT_MEDIUM } from '../discs/media/index.ts';
import { poolOf } from '../generate/pool.ts';
import { selector } from '../generate/select.ts';
import type { LibraryView } from '../library/view.ts';
import { NO_OPTIONS } from '../model/batch.ts';
import type { Order, OrderBrief } from '../model/order.ts';
import { playlistFrames, type Playlist } from '../model/playlist.ts';
import type { Why } from '../model/reasons.ts';
import { indexOfId } from '../model/track-table.ts';
import type { PlaylistStore } from '../playlists/playlist-store.ts';
import type { Choosing } from './lists.ts';
import { pastOf } from './past.ts';
import { audioWanted, findCloneSource, present, type CloneSource } from './source.ts';
import { planCopy } from './steps/copy-playlist.ts';
import { planVariation } from './steps/vary-playlist.ts';
import { freshDaysOf, variedBrief } from './varied-brief.ts';

export interface MadeClone {
  readonly playlist: Playlist;
  /** Absent for a copy as it is. */
  readonly why?: Why;
  /** One line each, for people. */
  readonly remarks: readonly string[];
}

/**
 * Finds what `wish` clones and gives `count` clones of it, one after the other, each with a title and an id that no
 * other has; the caller stores each before it asks for the next. A wish without a title gets that of the source.
 *
 * @throws AppError where the source can't be found or read, waits for audio, or leaves nothing to choose
 */
export async function* makeClones(
  wish: Omit<OrderBrief, 'title'> & { readonly title: string | null },
  count: number,
  library: LibraryView,
  playlists: PlaylistStore,
  clock: Clock,
): AsyncGenerator<MadeClone, void> {
  const source = await findCloneSource(wish.clone!, null, '.', library, playlists);
  if (source.missing.length > 0) throw audioWanted(source.missing);
  let choosing: Choosing | undefined;
  for (let number = 1; number <= count; number++) {
    const title = wish.title === null ? freeTitle(source.title, playlists) : numbered(wish.title, number);
    for (let ordinal = playlists.findByTitle(title).length; ; ordinal++) {
      const seed = wish.seed === null ? hash32(`${fold(title)}#${ordinal}`) : wish.seed + number - 1;
      const order: Order = { ...wish, title, row: number, ordinal, seed };
      if (wish.vary !== null) choosing ??= openChoosing(library, playlists, clock());
      const made = choosing ? variedClone(order, source, choosing, library, clock) : copied(order, source);
      if (playlists.get(made.playlist.id) !== null) continue;
      yield made;
      break;
    }
  }
}

function copied(order: Order, { name, tracks }: CloneSource): MadeClone {
  return { playlist: planCopy({ order, source: name, tracks, limitFrames: null }), remarks: [] };
}

function variedClone(
  order: Order,
  source: CloneSource,
  { pool, select, past }: Choosing,
  library: LibraryView,
  clock: Clock,
): MadeClone {
  const { name, tracks } = source;
  const own = variedBrief(order, source.brief, playlistFrames(tracks), DEFAULT_MEDIUM, NO_OPTIONS);
  // What the medium of the source can take is known, the medium of the clone is not.
  const { minTrackFrames, maxTrackFrames } = source.brief && !source.brief.files ? source.brief : own;
  const brief = { ...own, minTrackFrames, maxTrackFrames };
  const { history, key } = past.before({ freshDays: freshDaysOf(brief) });
  const input = { order, source: name, tracks, percent: order.vary!, brief, select, history, past: key };
  const start = clock();
  const { playlist, why, output } = planVariation(input);
  const spentMs = Math.max(0, clock() - start);
  past.add(playlist.id, () => playlist.tracks.flatMap(({ id }) => indexOfId(pool.table, id) ?? []));
  return { playlist: present(playlist, library), why: { ...why, spentMs }, remarks: output.remarks };
}

function openChoosing(library: LibraryView, playlists: PlaylistStore, nowMs: number): Choosing {
  const pool = poolOf(library.table);
  return { pool, select: selector(pool), past: pastOf([], isoTime(nowMs), NO_OPTIONS, pool, playlists) };
}

/** `Road Songs (clone)`, `Road Songs (clone 2)` ...: the first that no playlist has. */
function freeTitle(title: string, playlists: PlaylistStore): string {
  for (let number = 1; ; number++) {
    const free = `${title} (clone${number === 1 ? '' : ` ${number}`})`;
    if (playlists.findByTitle(free).length === 0) return free;
  }
}

function numbered(title: string, number: number): string {
  return number === 1 ? title : `${title} ${number}`;
}
