import { AV_CODEC_PROP_LOSSLESS, AV_LOG_FATAL, AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants';
import { Codec, CodecContext, Frame, getFFmpegInfo, Log, Packet, type Stream } from 'node-av/lib';
import type { Level, Loudness } from '../../model/loudness.ts';
import { conversionOf, filterChain } from '../conversion.ts';
import { loudnessMeter, METER_FILTER, MOMENTARY, TRUE_PEAK } from '../loudness-meter.ts';
import type { SourceFormat } from '../source-format.ts';
import { check, wordsFor } from './codes.ts';
import { openFilters, type Filters } from './filters.ts';
import { openInput, type Input } from './input.ts';

Log.setLevel(AV_LOG_FATAL);

/** The version of the FFmpeg that decodes. */
export function decoderVersion(): string {
  return getFFmpegInfo().version;
}

/** What a file has turned out to be. */
export interface DecodedFile {
  readonly source: SourceFormat;
  /** The decoder's words on what it had to leave out, or null. */
  readonly damage: string | null;
}

/** Two channels of 16 bits. */
const BYTES_PER_SAMPLE = 4;

/**
 * Decodes a file into the samples of an audio CD; each piece is valid until the next is asked for. Throws an Error with
 * the reason where nothing can be had from the file.
 */
export function* decodeFile(path: string, level: Level | null): Generator<Uint8Array, DecodedFile, undefined> {
  const frames = filteredFrames(path, (source) => filterChain(conversionOf(source, level)));
  let next = frames.next();
  for (; next.done !== true; next = frames.next()) {
    yield next.value.data![0]!.subarray(0, next.value.nbSamples * BYTES_PER_SAMPLE);
  }
  return next.value;
}

/** Tells how loud the samples are that `decodeFile` gives. Throws as it does. */
export function measureFile(path: string): Loudness {
  const meter = loudnessMeter();
  for (const frame of filteredFrames(path, (source) => `${filterChain(conversionOf(source))},${METER_FILTER}`)) {
    const told = frame.getMetadata();
    for (const key of [MOMENTARY, TRUE_PEAK]) meter.hear(key, told.get(key) ?? '');
  }
  return meter.read();
}

/** All that comes out of a chain of filters behind a file: the same frame each time. */
function* filteredFrames(
  path: string,
  chain: (source: SourceFormat) => string,
): Generator<Frame, DecodedFile, undefined> {
  const faults: string[] = [];
  const opened: { close(): void }[] = [];
  try {
    const input = openInput(path);
    opened.push(input);
    const decoder = openDecoder(input.stream);
    opened.push({ close: () => decoder.freeContext() });

    let filters: Filters | null = null;
    for (const frame of decodedFrames(input, decoder, faults)) {
      if (filters === null) {
        filters = openFilters(frame, chain);
        opened.push(filters);
      }
      filters.push(frame);
      yield* filters.pull();
    }
    if (filters === null) throw new Error(faults[0] ?? 'it holds no audio');
    filters.push(null);
    yield* filters.pull();
    return { source: filters.source, damage: summaryOf(faults) };
  } finally {
    for (const thing of opened.reverse()) thing.close();
  }
}

function summaryOf(faults: readonly string[]): string | null {
  if (faults.length === 0) return null;
  return `${faults[0]} (in ${faults.length} ${faults.length === 1 ? 'place' : 'places'})`;
}

function openDecoder(stream: Stream): CodecContext {
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  if (codec === null) throw new Error('there is no decoder for its kind of audio');
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  try {
    check(stream.codecpar.toContext(decoder));
    decoder.pktTimebase = stream.timeBase;
    decoder.threadCount = 1;
    // Lossless audio is whole or damaged: without this a flipped bit in a FLAC is heard and not told.
    if (stream.codecpar.hasProperties(AV_CODEC_PROP_LOSSLESS))
      check(decoder.setOption('err_detect', 'crccheck+explode'));
    check(decoder.open2Sync());
    return decoder;
  } catch (error) {
    decoder.freeContext();
    throw error;
  }
}

/** Every frame that can be decoded; the same object each time. What can't is noted in `faults`. */
function* decodedFrames(input: Input, decoder: CodecContext, faults: string[]): Generator<Frame, void, undefined> {
  const note = (code: number): void => {
    if (code < 0 && code !== AVERROR_EAGAIN && code !== AVERROR_EOF) faults.push(wordsFor(code));
  };
  const [packet, frame] = [new Packet(), new Frame()];
  packet.alloc();
  frame.alloc();
  try {
    for (let ended = false; !ended;) {
      const read = input.read(packet);
      ended = read < 0;
      note(read);
      note(decoder.sendPacketSync(ended ? null : packet));
      packet.unref();
      let received = decoder.receiveFrameSync(frame);
      for (; received >= 0; received = decoder.receiveFrameSync(frame)) {
        yield frame;
        frame.unref();
      }
      note(received);
    }
  } finally {
    packet.free();
    frame.free();
  }
}
