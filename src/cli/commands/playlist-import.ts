import { basename, dirname, extname, resolve } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { framesToMs } from '../../base/frames.ts';
import { escapeControl, oneLine } from '../../base/text.ts';
import { importPlaylist } from '../../batch/import-playlist.ts';
import { similarTracks } from '../../library/similar.ts';
import { libraryView } from '../../library/view.ts';
import { openSearch } from '../../library/search.ts';
import { playlistFrames } from '../../model/playlist.ts';
import { trackLengthMs } from '../../model/track.ts';
import type { PlaylistEntries } from '../../playlists/formats/format.ts';
import { playlistFilePath, readPlaylistFile } from '../../playlists/formats/index.ts';
import type { EntryMatch } from '../../playlists/match.ts';
import type { Command } from '../command.ts';
import { printAnswer, type Context } from '../context.ts';
import { describeNear, formatNear } from '../near.ts';
import { formatProblems } from '../problems.ts';
import { indexing } from '../search-index.ts';
import { listNow, loadSmartPlaylist } from '../smart-playlist.ts';
import { parseTolerance, TOLERANCE_OPTION } from '../tolerance.ts';
import type { Store } from '../../store/store.ts';
import { withStore } from '../workspace.ts';

export const playlistImport: Command = {
  parameters: '<file>',
  explain: {
    file: 'a playlist file; library.xml#Jazz is one of several in a file; of a .nsp, the list that its rules give now',
  },
  description:
    'Each entry is matched by its path, else its ISRC, else its id in MusicBrainz, else its title, artist and length, with a score from ' +
    '0 to 1. Entries without audio here stay in the list: an order that clones it waits until a scan has brought them. The exit code is 4 while some are missing.',
  options: [
    {
      flags: '--title <title>',
      summary: 'title of the playlist; by default that in the file, else the name of the file',
    },
    TOLERANCE_OPTION,
  ],
  examples: [
    ['mixpress playlist import party.m3u8', 'a list of this machine or another one'],
    ["mixpress playlist import 'library.xml#Sets/Late House' --title 'Late House'", 'one list of a collection'],
    ['mixpress playlist import soul.nsp', 'the tracks that a smart playlist of Navidrome names today'],
    ["mixpress playlist import party.xspf --format json | jq '.missing'", 'what is missing, with near misses'],
  ],
  run: async (context, [file], { title, tolerance }) => {
    const toleranceMs = parseTolerance(tolerance);
    const reference = resolve(file as string);
    const read = await readerOf(reference, context);
    if (read === null) return ExitCode.usage;
    return withStore(context, 'kept', async (store) => {
      const list = read(store);
      if (list.entries.length === 0) throw emptyList(file as string);
      const path = playlistFilePath(reference) ?? reference;
      const name = oneLine((title as string | undefined) ?? '') || list.title || oneLine(basename(path, extname(path)));
      const library = libraryView(store, []);
      const origin = {
        ...{ title: name, file: basename(path), folder: dirname(path), similar: similarTracks(() => library.table) },
        ...(toleranceMs === undefined ? {} : { toleranceMs }),
      };
      const { playlist, matches } = importPlaylist(store, library, list, origin, systemClock);
      const { tracks } = playlist;
      const missing = matches.filter(({ track }) => track === null);
      const answer = {
        ...{ playlist: playlist.id, title: name, entries: matches.length, found: tracks.length },
        lengthMs: framesToMs(playlistFrames(tracks)),
        tracks: matches.filter(({ track }) => track !== null).map(describeFound),
        missing: missing.map(describeMissing),
      };
      const items = matches.map((match) => (match.track === null ? describeMissing(match) : describeFound(match)));
      printAnswer(context, answer, items, () => {
        const count = `${answer.found} of ${answer.entries} tracks have audio here, ${formatDuration(answer.lengthMs)}`;
        const verdict = context.settings.quiet ? '' : `${escapeControl(name)} (${playlist.id}): ${count}\n`;
        return `${verdict}${missing.map(formatMissing).join('')}`;
      });
      return missing.length === 0 ? ExitCode.done : ExitCode.waiting;
    });
  },
};

/** Reads the file; what the rules of a smart playlist give, the library then tells. Null where mistakes in it have been told. */
async function readerOf(reference: string, context: Context): Promise<((store: Store) => PlaylistEntries) | null> {
  if (extname(reference).toLowerCase() !== '.nsp') {
    const list = await readPlaylistFile(reference);
    return () => list;
  }
  const { playlist, problems } = await loadSmartPlaylist(reference);
  if (playlist.query !== null && problems.length === 0) {
    return (store) => ({
      title: oneLine(playlist.name ?? ''),
      entries: listNow(openSearch(store, indexing(context)), playlist).map((track) => ({
        ...{ location: track.path, title: track.title, artist: track.artist, album: track.album },
        lengthMs: trackLengthMs(track),
      })),
    });
  }
  context.note(formatProblems(problems, context.notePaint));
  return null;
}

function describeFound({ position, by, score, track }: EntryMatch): unknown {
  const { id, title, artist, path } = track!;
  return { position, by, score, id, title, artist, path };
}

function describeMissing({ position, entry, near }: EntryMatch): unknown {
  const { title, artist, album, lengthMs, location, isrc = null, musicbrainzId = null } = entry;
  const ids = { isrc, musicbrainzId };
  return { position, by: null, title, artist, album, ...ids, lengthMs, location, near: near.map(describeNear) };
}

function formatMissing({ position, label, entry: { lengthMs }, near }: EntryMatch): string {
  const length = lengthMs === null ? '' : ` (${formatDuration(lengthMs)})`;
  return `  ${position}. missing: ${escapeControl(label)}${length}\n${formatNear(near)}`;
}

function emptyList(file: string): AppError {
  return new AppError('playlist-empty', `${file} has no entries`, {
    hint: 'give a playlist file with tracks in it',
    exitCode: ExitCode.usage,
  });
}
