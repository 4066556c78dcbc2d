/**
 * One file: in comes its path, out go the facts of its track or the problem that it has. Never throws for what a file
 * holds. A problem that its content has is there again whenever the file is read; one of the system may be gone.
 */
import { systemErrorReason } from '../base/errors.ts';
import { contentId } from '../base/ids.ts';
import { problem, warning, type Problem } from '../base/problem.ts';
import { oneLine } from '../base/text.ts';
import type { Track } from '../model/track.ts';
import { withAudioFile, type AudioFile } from './audio-file.ts';
import type { Container, Measured } from './containers/container.ts';
import { CONTAINERS } from './containers/index.ts';
import { FileDefect, type DefectCode } from './file-defect.ts';
import { fingerprint } from './fingerprint.ts';
import { afterLeadingTags } from './tag-bounds.ts';
import { readTags, type Tags } from './tags.ts';

/**
 * All of a track that its content tells; title and artist are empty where the tags name none. The id comes from audio
 * and tags, so files that tell the same have the same one.
 */
export type TrackFacts = Omit<Track, 'path' | 'relativePath'>;

export interface ReadResult {
  readonly facts: TrackFacts | null;
  /** What its audio is known by whatever the tags are, or null where there are no facts. */
  readonly audio: string | null;
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
        audio: null,
        problem: problem('file-unreadable', refused, { file: path, hint: HINTS.system }),
        mayPass: true,
      };
    }
    const { code, message } = defectOf(error);
    const told = problem(code, message, { file: path, hint: HINTS[code] });
    return { facts: null, audio: null, problem: told, mayPass: false };
  }
}

async function readOpenFile(path: string, file: AudioFile): Promise<ReadResult> {
  const start = await afterLeadingTags(file);
  const beginning = await file.read(start, 12);
  const container = CONTAINERS.find(({ recognises }) => recognises(beginning))!;
  const { mark, ...sound } = checked(await container.measure(file, start));
  const { tags, problem } = await readTagsSafely(path, file, container);
  const audio = await fingerprint(file, mark);
  return { facts: { id: contentId('track', audio, tags), ...tags, ...sound }, audio, problem, mayPass: false };
}

const MAX_SAMPLE_RATE = 1_000_000;
const MAX_CHANNELS = 64;
const MAX_BITS = 64;

function checked(facts: Measured): Measured {
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
