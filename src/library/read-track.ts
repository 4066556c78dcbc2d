/**
 * One file: in comes its path, out go the facts of its track or the problem that it has. Never throws for what a file
 * holds. A problem that its content has is there again whenever the file is read; one of the system may be gone.
 */
import { createHash } from 'node:crypto';
import { systemErrorReason } from '../base/errors.ts';
import { contentId } from '../base/ids.ts';
import { problem, warning, type Problem } from '../base/problem.ts';
import { oneLine } from '../base/text.ts';
import type { Track } from '../model/track.ts';
import { SMALL_FILE_BYTES, WINDOW_BYTES, withAudioFile, type AudioFile } from './audio-file.ts';
import type { AudioFacts, Container } from './containers/container.ts';
import { CONTAINERS } from './containers/index.ts';
import { FileDefect, type DefectCode } from './file-defect.ts';
import { afterLeadingTags } from './tag-bounds.ts';
import { readTags, type Tags } from './tags.ts';

/** All of a track that its content tells; title and artist are empty where the tags name none. */
export type TrackFacts = Omit<Track, 'path' | 'relativePath'>;

export interface ReadResult {
  readonly facts: TrackFacts | null;
  /** Why there are no facts, or a warning. */
  readonly problem: Problem | null;
  /** Whether reading the same bytes once more might go better. */
  readonly mayPass: boolean;
}

const HINTS: Readonly<Record<DefectCode | 'system', string>> = {
  system: 'see that the file may be read, or take it out of the folder',
  'file-unreadable': 'replace the file, or take it out of the folder',
  'file-truncated': 'get the file once more from where it came, or take it out of the folder',
  'file-empty': 'get the file once more from where it came, or take it out of the folder',
};

/** Reads the file at `path`, `sizeBytes` long. */
export async function readTrack(path: string, sizeBytes: number): Promise<ReadResult> {
  try {
    if (sizeBytes === 0) throw new FileDefect('file-empty', 'the file is empty');
    return await withAudioFile(path, sizeBytes, (file) => readOpenFile(path, file));
  } catch (error) {
    if (isSystemError(error)) {
      const refused = `can't be read: ${systemErrorReason(error)}`;
      return {
        facts: null,
        problem: problem('file-unreadable', refused, { file: path, hint: HINTS.system }),
        mayPass: true,
      };
    }
    const { code, message } = defectOf(error);
    return { facts: null, problem: problem(code, message, { file: path, hint: HINTS[code] }), mayPass: false };
  }
}

async function readOpenFile(path: string, file: AudioFile): Promise<ReadResult> {
  const id = await idOf(file);
  const start = await afterLeadingTags(file);
  const beginning = await file.read(start, 12);
  const container = CONTAINERS.find(({ recognises }) => recognises(beginning))!;
  const audio = checked(await container.measure(file, start));
  const { tags, problem } = await readTagsSafely(path, file, container);
  return { facts: { id, ...tags, ...audio }, problem, mayPass: false };
}

/** The id that the file at `path`, `sizeBytes` long, has as a track: another one once it has changed. */
export async function trackIdOf(path: string, sizeBytes: number): Promise<string> {
  return withAudioFile(path, sizeBytes, idOf);
}

async function idOf(file: AudioFile): Promise<string> {
  return contentId('track', file.size, await fingerprint(file));
}

/** SHA-256 of head, middle and tail: enough to tell recordings apart, and of large files far from all. */
async function fingerprint(file: AudioFile): Promise<string> {
  const hash = createHash('sha256');
  const isSmall = file.size <= SMALL_FILE_BYTES;
  const starts = isSmall ? [0] : [0, Math.floor((file.size - WINDOW_BYTES) / 2), file.size - WINDOW_BYTES];
  for (const start of starts) hash.update(await file.read(start, isSmall ? file.size : WINDOW_BYTES));
  return hash.digest('hex');
}

const MAX_SAMPLE_RATE = 1_000_000;
const MAX_CHANNELS = 64;
const MAX_BITS = 64;

function checked(facts: AudioFacts): AudioFacts {
  const { sampleRate, channels, bitDepth, lengthSamples } = facts;
  const isWithin = (value: number, most: number): boolean => value >= 1 && value <= most;
  const isSound =
    isWithin(sampleRate, MAX_SAMPLE_RATE) && isWithin(channels, MAX_CHANNELS) && isWithin(bitDepth ?? 1, MAX_BITS);
  if (!isSound || !Number.isSafeInteger(lengthSamples))
    throw new FileDefect('file-unreadable', 'its headers are broken');
  if (lengthSamples <= 0) throw new FileDefect('file-empty', 'it holds no audio');
  return facts;
}

const NO_TAGS: Tags = {
  title: '',
  artist: '',
  album: '',
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
};

/** Audio with broken tags is audio still. */
async function readTagsSafely(
  path: string,
  file: AudioFile,
  { mimeType }: Container,
): Promise<{ tags: Tags; problem: Problem | null }> {
  try {
    return { tags: await readTags(file, mimeType), problem: null };
  } catch (error) {
    if (isSystemError(error)) throw error;
    const reason = oneLine(error instanceof Error ? error.message : String(error)).slice(0, 200);
    const hint = 'write its tags anew; until then it goes by the name of the file';
    return {
      tags: NO_TAGS,
      problem: warning('tags-unreadable', `its tags can't be read: ${reason}`, { file: path, hint }),
    };
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/**
 * Numbers in broken headers lead to where a file has no more bytes, which Buffer answers with a RangeError. Whatever else
 * a file leads to, it must not end the scan of all others.
 */
function defectOf(error: unknown): FileDefect {
  if (error instanceof FileDefect) return error;
  if (error instanceof RangeError) return new FileDefect('file-unreadable', 'its headers are broken');
  return new FileDefect('file-unreadable', `mixpress fails to read it: ${oneLine(String(error)).slice(0, 200)}`);
}
