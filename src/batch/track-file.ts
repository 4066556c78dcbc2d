import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { mp3Bytes } from '../audio/mp3/encode-track.ts';
import { DEFAULT_MP3_BITRATE } from '../audio/mp3/size.ts';
import { changed } from '../discs/copy-files.ts';
import type { TrackFile } from '../discs/data/layout.ts';
import { libraryStore } from '../library/library-store.ts';
import type { BatchOptions } from '../model/batch.ts';
import type { DataMedium } from '../model/medium.ts';
import type { Track } from '../model/track.ts';
import type { Store } from '../store/store.ts';

/**
 * The file that a track becomes on a disc of files: its own, or for cars, whatever is no MP3 yet, an MP3. Nothing but its
 * size is looked at. Throws AppError `audio-changed` where its own is gone.
 */
export function trackFile(track: Track, medium: DataMedium, options: BatchOptions): TrackFile {
  const mp3 = mp3BitrateFor(medium, options);
  if (becomesMp3(track, mp3)) return { bytes: mp3Bytes(track, mp3), extension: 'mp3', mp3 };
  const size = statSync(track.path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw changed(track.path, 'is gone');
  return { bytes: size, extension: medium.profile === 'car' ? 'mp3' : extensionOf(track), mp3: null };
}

/** kbit/s of what no MP3 is yet, on a disc for cars; null where everything is copied. */
export function mp3BitrateFor(
  { profile }: DataMedium,
  { mp3Bitrate = DEFAULT_MP3_BITRATE }: BatchOptions,
): number | null {
  return profile === 'car' ? mp3Bitrate : null;
}

/** Whether an MP3 is made of a track where a disc has MP3s of so many kbit/s, or null. */
export function becomesMp3({ codec }: Pick<Track, 'codec'>, mp3: number | null): mp3 is number {
  return mp3 !== null && codec !== 'mp3';
}

function extensionOf({ path, codec }: Track): string {
  const extension = extname(path).slice(1).toLowerCase();
  return /^[a-z0-9]{1,8}$/.test(extension)
    ? extension
    : codec
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')
        .slice(0, 8);
}

/** Sees to it that the file of a track is the one that was scanned last. Throws AppError `audio-changed`. */
export function checkUnchanged({ path }: Track, store: Store): void {
  const stamp = statSync(path, { throwIfNoEntry: false });
  if (stamp === undefined) throw changed(path, 'is gone');
  const scanned = libraryStore(store).stampAt(path);
  if (stamp.size !== scanned?.sizeBytes || stamp.mtimeMs !== scanned.mtimeMs) throw changed(path);
}
