import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { AppError } from '../base/errors.ts';
import { tailOf, tellingLine } from './output-tail.ts';

/** One file for the ffmpeg command to decode. */
export interface FfmpegDecoding {
  /** Absolute path. */
  readonly path: string;
  /** The only file formats that may be opened, by FFmpeg's names. */
  readonly formats: readonly string[];
  /** Filters between decoder and output. */
  readonly filters: string;
  /** Leaves out what has a wrong checksum. */
  readonly strict: boolean;
}

/** How a file's first audio stream is described by ffprobe. */
export interface ProbedAudio {
  readonly codec: string;
  readonly sampleFormat: string;
  readonly sampleRate: number;
  readonly channels: number;
}

/** How a run has ended. */
export interface FfmpegOutcome {
  readonly ok: boolean;
  /** The signal that has killed it, or null. */
  readonly killedBy: NodeJS.Signals | null;
  /** The most telling line of its complaints, or null where it had none. */
  readonly complaint: string | null;
}

type Receive = (bytes: Uint8Array) => Promise<void>;

/** The version of the system's ffmpeg, e.g. `5.1.9-0+deb12u1`. Throws AppError `ffmpeg-missing`. */
export async function ffmpegVersion(): Promise<string> {
  const { text } = await collect('ffmpeg', ['-version']);
  return /^ffmpeg version (\S+)/.exec(text)?.[1] ?? '(unknown version)';
}

/**
 * Looks at the first audio stream of a file; null where there is none. Throws AppError `ffmpeg-missing`, or the
 * signal's reason.
 */
export async function probeAudio(
  path: string,
  formats: readonly string[],
  signal?: AbortSignal,
): Promise<{ readonly audio: ProbedAudio | null; readonly outcome: FfmpegOutcome }> {
  const what = 'stream=codec_name,sample_fmt,sample_rate,channels';
  const args = ['-v', 'error', '-select_streams', 'a:0', '-show_entries', what, '-of', 'json'];
  const { text, outcome } = await collect('ffprobe', [...args, ...safely(formats), '-i', `file:${path}`], signal);
  return { audio: outcome.ok ? parseProbe(text) : null, outcome };
}

/**
 * Decodes the first audio stream of a file into interleaved little-endian 16-bit samples and hands them to `receive`,
 * which sets the pace. Throws AppError `ffmpeg-missing`, the signal's reason, or what `receive` throws.
 */
export async function decodeWithFfmpeg(
  decoding: FfmpegDecoding,
  receive: Receive,
  signal?: AbortSignal,
): Promise<FfmpegOutcome> {
  return await run('ffmpeg', [...throughFilters(decoding), '-f', 's16le', 'pipe:1'], receive, signal);
}

/**
 * Runs the first audio stream of a file through the filters and hands over what these tell of each frame, key by key.
 * Throws AppError `ffmpeg-missing`, or the signal's reason.
 */
export async function printMetadata(
  decoding: FfmpegDecoding,
  hear: (key: string, value: string) => void,
  signal?: AbortSignal,
): Promise<FfmpegOutcome> {
  const filters = `${decoding.filters},ametadata=mode=print:file=-`;
  let rest = '';
  const receive = async (bytes: Uint8Array): Promise<void> => {
    const lines = (rest + Buffer.from(bytes).toString('latin1')).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const end = line.indexOf('=');
      if (end > 0) hear(line.slice(0, end), line.slice(end + 1));
    }
  };
  return await run('ffmpeg', [...throughFilters({ ...decoding, filters }), '-f', 'null', '-'], receive, signal);
}

function throughFilters({ path, formats, filters, strict }: FfmpegDecoding): string[] {
  const input = [...safely(formats), '-max_probe_packets', '0', '-i', `file:${path}`];
  return [
    ...['-nostdin', '-v', 'error'],
    ...(strict ? ['-err_detect', 'crccheck+explode'] : []),
    ...input,
    ...['-map', '0:a:0', '-af', filters],
  ];
}

/**
 * Encodes what `feed` writes, interleaved little-endian 16-bit stereo at 44.1 kHz, as the bare frames of an MP3 of a
 * constant bitrate, and hands them to `receive`. Throws as decodeWithFfmpeg does, and what `feed` throws.
 */
export async function encodeWithFfmpeg(
  kbps: number,
  feed: (write: Receive) => Promise<void>,
  receive: Receive,
  signal?: AbortSignal,
): Promise<FfmpegOutcome> {
  const input = ['-f', 's16le', '-ar', '44100', '-ac', '2', '-i', 'pipe:0'];
  const output = ['-c:a', 'libmp3lame', '-b:a', `${kbps}k`, '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'];
  return await run('ffmpeg', ['-v', 'error', ...input, ...output, 'pipe:1'], receive, signal, feed);
}

/** Encodes a WAV into a FLAC without tags. Throws AppError `ffmpeg-missing` or the signal's reason. */
export async function encodeFlacWithFfmpeg(
  wavPath: string,
  flacPath: string,
  signal?: AbortSignal,
): Promise<FfmpegOutcome> {
  const output = [
    '-map_metadata',
    '-1',
    '-bitexact',
    '-compression_level',
    '5',
    '-f',
    'flac',
    '-y',
    `file:${flacPath}`,
  ];
  const args = ['-nostdin', '-v', 'error', ...safely(['wav']), '-i', `file:${wavPath}`, ...output];
  return await run('ffmpeg', args, async () => undefined, signal);
}

function safely(formats: readonly string[]): string[] {
  return ['-protocol_whitelist', 'file', '-format_whitelist', formats.join(',')];
}

function parseProbe(text: string): ProbedAudio | null {
  const { streams } = JSON.parse(text) as { streams?: readonly Readonly<Record<string, string | number>>[] };
  const stream = streams?.[0];
  if (stream === undefined) return null;
  return {
    codec: String(stream['codec_name']),
    sampleFormat: String(stream['sample_fmt']),
    sampleRate: Number(stream['sample_rate']),
    channels: Number(stream['channels']),
  };
}

async function collect(
  command: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<{ readonly text: string; readonly outcome: FfmpegOutcome }> {
  const pieces: Uint8Array[] = [];
  const outcome = await run(command, args, async (piece) => void pieces.push(piece), signal);
  return { text: Buffer.concat(pieces).toString(), outcome };
}

async function run(
  command: string,
  args: readonly string[],
  receive: Receive,
  signal: AbortSignal | undefined,
  feed?: (write: Receive) => Promise<void>,
): Promise<FfmpegOutcome> {
  signal?.throwIfAborted();
  // In a group of its own: an interrupt at the terminal is ours to act on, not a damaged file to report.
  const child = spawn(command, args, {
    stdio: [feed === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
  });
  const complaints = tailOf(child.stderr!);
  const ended = new Promise<Omit<FfmpegOutcome, 'complaint'>>((resolve) => {
    child.on('error', () => resolve({ ok: false, killedBy: null }));
    child.on('close', (code, killedBy) => resolve({ ok: code === 0, killedBy }));
  });
  const kill = (): boolean => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill);
  const fed =
    feed === undefined ? null : feedInto(child.stdin!, feed).catch((error: unknown) => ({ error, stop: kill() }));
  try {
    for await (const bytes of child.stdout!) await receive(bytes as Buffer);
    const end = await ended;
    const failure = await fed;
    // What ends before it has taken all tells itself why.
    if (failure && end.killedBy !== null) throw failure.error;
    if (child.pid === undefined) throw missing(command);
    signal?.throwIfAborted();
    return { ...end, complaint: tellingLine(complaints()) };
  } catch (error) {
    kill();
    await ended;
    signal?.throwIfAborted();
    throw child.pid === undefined ? missing(command) : error;
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}

async function feedInto(input: Writable, feed: (write: Receive) => Promise<void>): Promise<void> {
  input.on('error', () => undefined);
  try {
    await feed(
      (bytes) => new Promise((resolve, reject) => input.write(bytes, (error) => (error ? reject(error) : resolve()))),
    );
  } finally {
    input.end();
  }
}

function missing(command: string): AppError {
  return new AppError('ffmpeg-missing', `can't start the program ${command}`, {
    hint: 'install ffmpeg, or run with --engine embedded',
  });
}
