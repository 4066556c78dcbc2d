/** The judge of lengths: what the FFmpeg inside mixpress gives for a file, sample by sample. */
import { AV_LOG_QUIET, AVMEDIA_TYPE_AUDIO } from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Frame, Log, Packet } from 'node-av/lib';

export interface DecodedLength {
  readonly sampleRate: number;
  readonly channels: number;
  readonly lengthSamples: number;
}

/** Decodes a whole file and counts. */
export function decodedLength(path: string): DecodedLength {
  Log.setLevel(AV_LOG_QUIET);
  const format = new FormatContext();
  format.allocContext();
  format.openInputSync(`file:${path}`);
  try {
    format.findStreamInfoSync();
    const stream = format.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_AUDIO)!;
    const decoder = new CodecContext();
    decoder.allocContext3(Codec.findDecoder(stream.codecpar.codecId)!);
    stream.codecpar.toContext(decoder);
    decoder.pktTimebase = stream.timeBase;
    decoder.open2Sync();
    const counted = count(format, stream.index, decoder);
    decoder.freeContext();
    return counted;
  } finally {
    format.closeInputSync();
  }
}

function count(format: FormatContext, streamIndex: number, decoder: CodecContext): DecodedLength {
  const [packet, frame] = [new Packet(), new Frame()];
  packet.alloc();
  frame.alloc();
  let counted = { sampleRate: 0, channels: 0, lengthSamples: 0 };
  for (let isAtEnd = false; !isAtEnd;) {
    isAtEnd = format.readFrameSync(packet) < 0;
    if (isAtEnd || packet.streamIndex === streamIndex) decoder.sendPacketSync(isAtEnd ? null : packet);
    packet.unref();
    while (decoder.receiveFrameSync(frame) >= 0) {
      const { sampleRate, channels, nbSamples } = frame;
      counted = { sampleRate, channels, lengthSamples: counted.lengthSamples + nbSamples };
      frame.unref();
    }
  }
  packet.free();
  frame.free();
  return counted;
}
