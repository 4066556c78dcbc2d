import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import {
  AV_CHANNEL_ORDER_NATIVE,
  AV_CODEC_ID_FLAC,
  AV_PKT_DATA_NEW_EXTRADATA,
  AV_SAMPLE_FMT_S16,
} from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet, Rational } from 'node-av/lib';
import { CD_SAMPLE_RATE } from '../../base/frames.ts';
import { WAV_HEADER_BYTES } from '../wav.ts';
import { check } from './codes.ts';

const BYTES_PER_SAMPLE = 4;
const STEREO = { nbChannels: 2, order: AV_CHANNEL_ORDER_NATIVE, mask: 3n } as const;
/** As the flac command does unless told otherwise: more takes twice the time for half a percent. */
const LEVEL = '5';
/** `fLaC`, the head of a block that is the last and holds 34 bytes of STREAMINFO, and these (RFC 9639). */
const [MARK, HEADER_BYTES] = [Buffer.from('fLaC\x80\0\0\x22', 'latin1'), 42];
const WRITE_BYTES = 1 << 20;

/**
 * Encodes a WAV that we have written into a FLAC of nothing but audio: no tags, no name of an encoder, so the same
 * samples give the same bytes. Yields now and then, to be asked for the next part. Throws an Error with the reason.
 */
export function* encodeFlac(wavPath: string, flacPath: string): Generator<void, void, undefined> {
  const opened: (() => void)[] = [];
  try {
    const wav = openSync(wavPath, 'r');
    opened.push(() => closeSync(wav));
    const flac = openSync(flacPath, 'w');
    opened.push(() => closeSync(flac));
    const encoder = openEncoder();
    opened.push(() => encoder.freeContext());
    const [frame, packet] = [new Frame(), new Packet()];
    packet.alloc();
    opened.push(() => packet.free());

    const out = gather((bytes) => writeAll(flac, bytes));
    out.add(Buffer.alloc(HEADER_BYTES));
    const bytes = fstatSync(wav).size;
    const pcm = Buffer.alloc(encoder.frameSize * BYTES_PER_SAMPLE);
    for (let at = WAV_HEADER_BYTES; at < bytes; at += pcm.length) {
      const read = readSync(wav, pcm, 0, Math.min(pcm.length, bytes - at), at);
      fill(frame, pcm.subarray(0, read), (at - WAV_HEADER_BYTES) / BYTES_PER_SAMPLE);
      check(encoder.sendFrameSync(frame));
      frame.free();
      drain(encoder, packet, out.add);
      if (out.flush(WRITE_BYTES)) yield;
    }
    check(encoder.sendFrameSync(null));
    const streamInfo = drain(encoder, packet, out.add);
    if (streamInfo === null) throw new Error('the encoder does not end');
    out.flush(0);
    writeSync(flac, Buffer.concat([MARK, streamInfo], HEADER_BYTES), 0, HEADER_BYTES, 0);
  } finally {
    for (const close of opened.reverse()) close();
  }
}

function openEncoder(): CodecContext {
  const codec = Codec.findEncoder(AV_CODEC_ID_FLAC);
  if (codec === null) throw new Error('there is no encoder for FLAC');
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = CD_SAMPLE_RATE;
  encoder.sampleFormat = AV_SAMPLE_FMT_S16;
  encoder.channelLayout = STEREO;
  encoder.timeBase = new Rational(1, CD_SAMPLE_RATE);
  encoder.threadCount = 1;
  check(encoder.setOption('compression_level', LEVEL));
  check(encoder.open2Sync());
  return encoder;
}

function fill(frame: Frame, pcm: Buffer, firstSample: number): void {
  frame.alloc();
  frame.format = AV_SAMPLE_FMT_S16;
  frame.sampleRate = CD_SAMPLE_RATE;
  frame.channelLayout = STEREO;
  frame.nbSamples = pcm.length / BYTES_PER_SAMPLE;
  frame.pts = BigInt(firstSample);
  check(frame.allocBuffer());
  check(frame.fromBuffer(pcm));
}

/** Takes out what is ready. At the end, STREAMINFO: only then is the sum of all samples known. */
function drain(encoder: CodecContext, packet: Packet, add: (bytes: Buffer) => void): Buffer | null {
  let streamInfo: Buffer | null = null;
  while (encoder.receivePacketSync(packet) >= 0) {
    const told = packet.getSideData(AV_PKT_DATA_NEW_EXTRADATA);
    if (told !== null) streamInfo = Buffer.from(told);
    if (packet.size > 0) add(Buffer.from(packet.data!));
    packet.unref();
  }
  return streamInfo;
}

/** Gathers small pieces, to be written together as soon as they are so many bytes. */
function gather(write: (bytes: Buffer) => void): { add(piece: Buffer): void; flush(least: number): boolean } {
  let [pieces, length]: [Buffer[], number] = [[], 0];
  return {
    add: (piece) => {
      pieces.push(piece);
      length += piece.length;
    },
    flush: (least) => {
      if (length < least) return false;
      write(Buffer.concat(pieces));
      [pieces, length] = [[], 0];
      return true;
    },
  };
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}
