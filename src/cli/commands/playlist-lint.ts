import { dirname, resolve } from 'node:path';
import { listRulesOf } from '../../batch/brief.ts';
import { listNow } from '../../batch/kept-list.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { msToFrames } from '../../base/frames.ts';
import { escapeControl } from '../../base/text.ts';
import { listTrackOf } from '../../generate/pool.ts';
import { checkRule } from '../../generate/rules/check.ts';
import { RULE_PACKS } from '../../generate/rules/packs.ts';
import type { Breach, ListRule, ListTrack } from '../../model/list-rule.ts';
import { libraryView } from '../../library/view.ts';
import { creditsOf } from '../../model/credits.ts';
import { recordingTitle } from '../../model/recording.ts';
import type { PlaylistEntry } from '../../playlists/formats/format.ts';
import { playlistFilePath, readPlaylistFile } from '../../playlists/formats/index.ts';
import { matchEntries } from '../../playlists/match.ts';
import { playlistStore } from '../../playlists/playlist-store.ts';
import { resolvePlaylist } from '../../playlists/resolve.ts';
import type { Store } from '../../store/store.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { readOptionRow } from '../option-row.ts';
import { withStore } from '../workspace.ts';

export const playlistLint: Command = {
  parameters: '<playlist>',
  explain: { playlist: 'title or id of a stored playlist, or a playlist file' },
  options: [
    {
      flags: '--rules <pack>',
      summary: `rule pack: ${RULE_PACKS.map(({ id }) => id).join(' or ')} (repeatable)`,
      repeatable: true,
    },
    { flags: '--artist-gap <gap>', summary: 'other tracks (3), or music (30m), at least between two by one artist' },
    { flags: '--title-gap <gap>', summary: 'the same between two of one title' },
    { flags: '--max-per-artist <tracks>', summary: 'tracks by one artist at the most' },
    { flags: '--max-per-album <tracks>', summary: 'tracks of one album at the most' },
    {
      flags: '--quota <quota>',
      summary: 'part of the playing time: "Jazz 40%", "Rock <=20%" (repeatable)',
      repeatable: true,
    },
    {
      flags: '--spread <spread>',
      summary: 'how far apart: "year 10", "bpm 20", "energy 0.3" (repeatable)',
      repeatable: true,
    },
  ],
  examples: [
    [
      'mixpress playlist lint drive.m3u8 --rules us-performance-complement',
      'every place that breaks the statute; exit 3 if there is one',
    ],
    ['mixpress playlist lint "Late Night Jazz" --artist-gap 2 --quota "Jazz 60%"', 'check a stored playlist'],
  ],
  run: (context, [reference], options) => {
    const rules = rulesOf(options);
    return withStore(context, 'kept', async (store) => {
      const { title, list } = await readList(reference as string, store);
      const breaches = rules
        .flatMap((rule) => checkRule(rule, list))
        .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
      // A track of which nobody tells the artist can't break a rule on artists: silence would be a false yes.
      const unknown = list.filter(({ artists }) => artists.length === 0).length;
      const answer = { title, tracks: list.length, unknown, breaches };
      printAnswer(context, answer, breaches, () => describe(answer, context.settings.quiet));
      return breaches.length === 0 ? ExitCode.done : ExitCode.someOrdersFailed;
    });
  },
};

async function readList(reference: string, store: Store): Promise<{ title: string; list: readonly ListTrack[] }> {
  const path = playlistFilePath(resolve(reference));
  if (path === null) {
    const playlist = listNow(resolvePlaylist(playlistStore(store), reference), store);
    return { title: playlist.title, list: playlist.tracks.map(listTrackOf) };
  }
  const { title, entries } = await readPlaylistFile(resolve(reference));
  const library = libraryView(store, []);
  const list = entries.map((entry) => {
    const [track] = matchEntries({ title: '', entries: [entry] }, library, dirname(path)).tracks;
    return track ? listTrackOf(track) : fromEntry(entry);
  });
  return { title: title === '' ? reference : title, list };
}

/** What the file alone tells of a track that the library has not. */
function fromEntry({ title, artist, album, lengthMs }: PlaylistEntry): ListTrack {
  return {
    artists: creditsOf(artist),
    albums: album === '' ? [] : [album],
    titles: [recordingTitle(title)],
    filedUnder: { genres: [], styles: [] },
    year: null,
    bpm: null,
    energy: null,
    frames: msToFrames(lengthMs ?? 0),
  };
}

/** Each option is read as the manifest's column of its name, so that what a list is ordered by is also checked by. */
function rulesOf(options: Readonly<Record<string, unknown>>): ListRule[] {
  const { rules, artistGap, titleGap, maxPerArtist, maxPerAlbum, quota, spread } = options;
  const cells = { rules, artistGap, titleGap, maxPerArtist, maxPerAlbum, quota, spread };
  const found = listRulesOf(readOptionRow({ title: 'a list', ...cells }));
  if (found.length > 0) return found;
  throw new AppError('no-rules', 'which rules should the list keep?', {
    hint: `add --rules ${RULE_PACKS[0]!.id}, or --artist-gap 2`,
    exitCode: ExitCode.usage,
  });
}

interface Lint {
  readonly title: string;
  readonly tracks: number;
  readonly unknown: number;
  readonly breaches: readonly Breach[];
}

function describe({ title, tracks, unknown, breaches }: Lint, quiet: boolean): string {
  if (quiet && breaches.length === 0) return '';
  const lines = breaches.map(
    ({ position, rule, message }) => `${position === null ? 'the list' : `track ${position}`}: ${rule}: ${message}\n`,
  );
  const blind = unknown === 0 ? '' : ` (of ${unknown} the artist is unknown)`;
  const verdict = breaches.length === 0 ? 'all rules kept' : `rules broken in ${breaches.length} places`;
  return `${lines.join('')}${escapeControl(title)}: ${tracks} tracks${blind}, ${verdict}\n`;
}
