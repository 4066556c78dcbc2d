/** A track for tests, with all facts that a track has. */
import { SAMPLES_PER_FRAME } from '../src/base/frames.ts';
import type { Track } from '../src/model/track.ts';

/** @param details what matters to the test; `frames` is its length in CD frames */
export function makeTrack(details: Partial<Track> & { readonly frames?: number } = {}): Track {
  const { frames = 300, ...rest } = details;
  return {
    id: '0123456789abcdef',
    path: '/music/a.flac',
    relativePath: 'a.flac',
    title: 'A title',
    artist: 'An artist',
    album: 'An album',
    albumArtist: '',
    genres: [],
    styles: [],
    isrc: null,
    year: null,
    bpm: null,
    key: null,
    energy: null,
    explicit: null,
    trackNumber: null,
    discNumber: null,
    mood: null,
    gainDb: null,
    peak: null,
    musicbrainzRecordingId: null,
    musicbrainzTrackId: null,
    codec: 'flac',
    sampleRate: 44_100,
    channels: 2,
    bitDepth: 16,
    lengthSamples: frames * SAMPLES_PER_FRAME,
    ...rest,
  };
}
