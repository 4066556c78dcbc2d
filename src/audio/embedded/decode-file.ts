import { AV_CODEC_PROP_LOSSLESS, AV_LOG_FATAL, AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants';
import { Codec, CodecContext, Frame, getFFmpegInfo, Log, Packet, type Stream } from 'node-av/lib';
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

/**
 * Decodes a file into the samples of an audio CD; each piece is valid until the next is asked for. Throws an Error with
 * the reason where nothing can be had from the file.
 */
export function* decodeFile(path: string): Generator<Uint8Array, DecodedFile, undefined> {
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
        filters = openFilters(frame);
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
