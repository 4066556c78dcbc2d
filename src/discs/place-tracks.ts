import { cdSamples, SAMPLES_PER_FRAME } from '../base/frames.ts';
import { fold } from '../base/text.ts';
import type { DiscTrack } from '../model/disc.ts';
import type { AudioMedium } from '../model/medium.ts';
import type { Track } from '../model/track.ts';

/** A track that is to be on a disc. */
export interface PlacedTrack {
  /** In the playlist, from 1. */
  readonly position: number;
  readonly track: Track;
  /** What it takes, filled up to the shortest track of the medium. */
  readonly frames: number;
}

/**
 * Places tracks on one disc, one after the other, with so much silence before each but the first. Tracks that follow
 * each other as on their album are one stream of samples: nothing is between them, each begins in the frame in which the
 * one before it ends, and what would have filled their last frames stands behind the last of them. So a disc is as long
 * as its tracks and pauses together, and never longer.
 */
export function placeTracks(
  tracks: readonly PlacedTrack[],
  pauseFrames: number,
  { minTrackFrames }: Pick<AudioMedium, 'minTrackFrames'>,
): DiscTrack[] {
  const placed: DiscTrack[] = [];
  let end = 0;
  let [streamStart, streamSamples] = [0, 0];
  for (const [i, { position, track, frames }] of tracks.entries()) {
    const place = { number: i + 1, position, track };
    const before = tracks[i - 1];
    if (before !== undefined && continues(before.track, track, minTrackFrames)) {
      const startFrame = streamStart + Math.floor(streamSamples / SAMPLES_PER_FRAME);
      const offsetSamples = streamSamples % SAMPLES_PER_FRAME;
      const last = placed.pop()!;
      placed.push({ ...last, frames: startFrame - last.startFrame });
      end += frames;
      const within = offsetSamples > 0 ? { offsetSamples } : {};
      placed.push({ ...place, startFrame, frames: end - startFrame, continues: true, ...within });
    } else {
      const pregapFrames = before === undefined ? 0 : pauseFrames;
      [streamStart, streamSamples] = [end + pregapFrames, 0];
      end = streamStart + frames;
      placed.push({ ...place, startFrame: streamStart, frames, ...(pregapFrames > 0 ? { pregapFrames } : {}) });
    }
    streamSamples += samplesOf(track);
  }
  return placed;
}

function samplesOf({ lengthSamples, sampleRate }: Track): number {
  return cdSamples(lengthSamples, sampleRate);
}

/** Whether a track is the next one of the album that the one before is from, and that one long enough without padding. */
function continues(before: Track, track: Track, minTrackFrames: number): boolean {
  return (
    before.trackNumber !== null &&
    track.trackNumber === before.trackNumber + 1 &&
    track.discNumber === before.discNumber &&
    track.album !== '' &&
    fold(track.album) === fold(before.album) &&
    fold(track.albumArtist) === fold(before.albumArtist) &&
    Math.floor(samplesOf(before) / SAMPLES_PER_FRAME) >= minTrackFrames
  );
}
