import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import { compareText, escapeControl } from '../../base/text.ts';
import { libraryView } from '../../library/view.ts';
import { trackFrames, trackLengthMs, type Track } from '../../model/track.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { formatTable } from '../table.ts';
import { withStore } from '../workspace.ts';

export const libraryList: Command = {
  examples: [
    ['mixpress library list', 'all tracks with genre, style and length'],
    ["mixpress library list --format ndjson | jq -r 'select(.genres == []) | .path'", 'files that name no genre'],
  ],
  run: (context) =>
    withStore(context, 'kept', async (store) => {
      const tracks = [...libraryView(store, []).tracks].sort((a, b) => compareText(a.relativePath, b.relativePath));
      const rows = tracks.map(describe);
      const table = await formatTable(
        [
          { heading: 'LENGTH', right: true },
          { heading: 'ARTIST' },
          { heading: 'TITLE' },
          { heading: 'GENRE' },
          { heading: 'STYLE' },
          { heading: 'FORMAT' },
        ],
        tracks.map((t) =>
          [formatDuration(trackLengthMs(t)), t.artist, t.title, t.genres.join(', '), t.styles.join(', '), t.codec].map(
            escapeControl,
          ),
        ),
      );
      printAnswer(context, rows, rows, () =>
        tracks.length === 0 ? 'the library is empty; fill it with mixpress library scan DIR\n' : table,
      );
      return ExitCode.done;
    }),
};

function describe(track: Track): unknown {
  return {
    id: track.id,
    title: track.title,
    artist: track.artist,
    album: track.album,
    albumArtist: track.albumArtist,
    genres: track.genres,
    styles: track.styles,
    isrc: track.isrc,
    year: track.year,
    bpm: track.bpm,
    key: track.key,
    energy: track.energy,
    explicit: track.explicit,
    trackNumber: track.trackNumber,
    discNumber: track.discNumber,
    mood: track.mood,
    gainDb: track.gainDb,
    peak: track.peak,
    musicbrainzRecordingId: track.musicbrainzRecordingId,
    musicbrainzTrackId: track.musicbrainzTrackId,
    codec: track.codec,
    sampleRate: track.sampleRate,
    channels: track.channels,
    bitDepth: track.bitDepth,
    lengthSamples: track.lengthSamples,
    lengthMs: trackLengthMs(track),
    frames: trackFrames(track),
    path: track.path,
  };
}
