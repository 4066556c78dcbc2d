import { fold } from '../base/text.ts';
import { trackFrames, type Track } from '../model/track.ts';
import { creditsOf } from './credits.ts';
import { recordingTitle } from './recording.ts';
import type { ListTrack } from './rules/rule.ts';

/** What rules see of a track. */
export function listTrackOf(track: Track): ListTrack {
  const artists = creditsOf(track.artist);
  const by = track.albumArtist === '' ? (artists[0] ?? '') : fold(track.albumArtist);
  return {
    artists,
    album: track.album === '' ? null : `${fold(track.album)}\n${by}`,
    title: recordingTitle(track.title),
    frames: trackFrames(track),
  };
}

/** The same for all versions of a recording; a track that names no artist is only itself. */
export function recordingKey(track: Track, { artists, title }: ListTrack): string {
  return artists.length === 0 ? track.id : `${artists[0]}\n${title}`;
}
