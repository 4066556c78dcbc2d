import {
  AV_CH_LAYOUT_STEREO,
  AV_CHANNEL_ORDER_NATIVE,
  AV_SAMPLE_FMT_S16P,
  FF_ENCODER_LIBMP3LAME,
} from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet, Rational } from 'node-av/lib';
import { CD_SAMPLE_RATE } from '../../base/frames.ts';
import { MOST_SILENCE, MP3_FRAME_SAMPLES } from '../mp3/size.ts';
import { check } from './codes.ts';
import { decodeFile, type DecodedFile } from './decode-file.ts';

export interface EncodedFile extends DecodedFile {
  /** Stereo samples of 44.1 kHz that the file plays. */
  readonly played: number;
}

const BYTES_PER_SAMPLE = 4;
const STEREO = { nbChannels: 2, order: AV_CHANNEL_ORDER_NATIVE, mask: AV_CH_LAYOUT_STEREO };

/**
 * Decodes a file to exactly so many samples of 44.1 kHz stereo, cut or filled up with (a little) silence, and encodes them as MP3 of
 * a constant bitrate: whole frames, with no header before them. Throws an Error with the reason where it can't be done.
 */
export function* encodeFile(
  path: string,
  samples: number,
  kbps: number,
): Generator<Uint8Array, EncodedFile, undefined> {
  const encoder = openEncoder(kbps);
  try {
    const block = Buffer.alloc(MP3_FRAME_SAMPLES * BYTES_PER_SAMPLE);
    let [filled, taken, played] = [0, 0, 0];
    const pieces = decodeFile(path, null);
    let piece = pieces.next();
    for (; piece.done !== true; piece = pieces.next()) {
      const pcm = piece.value.subarray(0, samples * BYTES_PER_SAMPLE - taken);
      played += piece.value.length / BYTES_PER_SAMPLE;
      taken += pcm.length;
      for (let at = 0; at < pcm.length;) {
        const part = pcm.subarray(at, at + block.length - filled);
        block.set(part, filled);
        at += part.length;
        filled += part.length;
        if (filled < block.length) break;
        yield* encoder.push(block);
        filled = 0;
      }
    }
    const wanted = Math.min(samples, taken / BYTES_PER_SAMPLE + MOST_SILENCE) * BYTES_PER_SAMPLE;
    for (let ready = taken - filled; ready < wanted; ready += block.length) {
      yield* encoder.push(block.fill(0, filled));
      filled = 0;
    }
    yield* encoder.push(null);
    return { ...piece.value, played };
  } finally {
    encoder.close();
  }
}

interface Encoder {
  /** Puts a frame of interleaved samples in, null at the end, and gives what is ready. */
  push(block: Buffer | null): Generator<Uint8Array, void, undefined>;
  close(): void;
}

function openEncoder(kbps: number): Encoder {
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBMP3LAME);
  if (codec === null) throw new Error('there is no encoder for MP3');
  const context = new CodecContext();
  context.allocContext3(codec);
  context.sampleRate = CD_SAMPLE_RATE;
  context.sampleFormat = AV_SAMPLE_FMT_S16P;
  context.channelLayout = STEREO;
  context.bitRate = BigInt(kbps * 1000);
  context.timeBase = new Rational(1, CD_SAMPLE_RATE);
  const packet = new Packet();
  packet.alloc();
  const close = (): void => {
    packet.free();
    context.freeContext();
  };
  try {
    check(context.open2Sync());
  } catch (error) {
    close();
    throw error;
  }
  let sent = 0;
  return {
    push: function* (block) {
      const frame = block === null ? null : frameOf(block, sent++);
      try {
        check(context.sendFrameSync(frame));
      } finally {
        frame?.free();
      }
      for (; context.receivePacketSync(packet) >= 0; packet.unref()) yield packet.data!;
    },
    close,
  };
}

/** A frame for the encoder, which wants all samples of the left channel and then those of the right. */
function frameOf(block: Buffer, number: number): Frame {
  const frame = new Frame();
  frame.alloc();
  frame.format = AV_SAMPLE_FMT_S16P;
  frame.nbSamples = MP3_FRAME_SAMPLES;
  frame.sampleRate = CD_SAMPLE_RATE;
  frame.channelLayout = STEREO;
  frame.pts = BigInt(number * MP3_FRAME_SAMPLES);
  const samples = new Int16Array(block.buffer, block.byteOffset, MP3_FRAME_SAMPLES * 2);
  const planes = new Int16Array(samples.length);
  for (let i = 0; i < MP3_FRAME_SAMPLES; i++) {
    planes[i] = samples[2 * i]!;
    planes[MP3_FRAME_SAMPLES + i] = samples[2 * i + 1]!;
  }
  check(frame.allocBuffer());
  check(frame.fromBuffer(Buffer.from(planes.buffer)));
  return frame;
}
