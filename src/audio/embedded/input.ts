import { AVDISCARD_ALL, AVMEDIA_TYPE_AUDIO } from 'node-av/constants';
import { FormatContext, type Packet, type Stream } from 'node-av/lib';
import { FILE_FORMATS } from '../source-format.ts';
import { check } from './codes.ts';

/** A file whose first audio stream is being read. */
export interface Input {
  readonly stream: Stream;
  /** Reads the stream's next packet. Returns FFmpeg's code: negative at the end or where the file can't be read on. */
  read(packet: Packet): number;
  close(): void;
}

/** Opens a file by its absolute path. Throws FFmpeg's words where it is not audio in a format that we open. */
export function openInput(path: string): Input {
  const format = new FormatContext();
  format.allocContext();
  check(format.setOption('protocol_whitelist', 'file'));
  // PCM is what its header says: looking for other codecs inside of it takes 20 ms a file.
  check(format.setOption('max_probe_packets', '0'));
  check(format.setOption('format_whitelist', FILE_FORMATS.join(',')));
  // With its protocol named, no file name can be taken for an address.
  check(format.openInputSync(`file:${path}`));
  try {
    check(format.findStreamInfoSync());
    const stream = format.streams.find((s) => s.codecpar.codecType === AVMEDIA_TYPE_AUDIO);
    if (stream === undefined) throw new Error('it holds no audio');
    for (const other of format.streams) if (other.index !== stream.index) other.discard = AVDISCARD_ALL;
    return { stream, read: (packet) => readPacket(format, stream.index, packet), close: () => format.closeInputSync() };
  } catch (error) {
    format.closeInputSync();
    throw error;
  }
}

function readPacket(format: FormatContext, index: number, packet: Packet): number {
  for (;;) {
    const code = format.readFrameSync(packet);
    if (code < 0 || packet.streamIndex === index) return code;
    packet.unref();
  }
}
