import { MP3_FRAME_SAMPLES, mp3AudioBytes, mp3FrameBytes, mp3Frames } from './size.ts';

/** Samples that LAME puts before the audio. */
const ENCODER_DELAY = 576;
const HEADER_BYTES = 4;
const SIDE_INFO_BYTES = 32;
/** From the word `Info` to the end of LAME's part. */
const INFO_BYTES = 156;
const PADDING_BIT = 2;

/**
 * The first frame of an MP3 of a constant bitrate, as LAME makes it: silent, and with how long the audio is to the sample,
 * so that players leave out what the encoder added. `header` is how any of its frames begins.
 */
export function mp3InfoFrame(header: Uint8Array, samples: number, kbps: number): Buffer {
  const frame = Buffer.alloc(mp3FrameBytes(kbps));
  frame.set(header.subarray(0, HEADER_BYTES));
  frame[2]! &= ~PADDING_BIT;
  const info = frame.subarray(HEADER_BYTES + SIDE_INFO_BYTES);
  const frames = mp3Frames(samples);
  const bytes = frame.length + mp3AudioBytes(samples, kbps);
  info.write('Info', 0, 'latin1');
  info.writeUInt32BE(0xf, 4);
  info.writeUInt32BE(frames, 8);
  info.writeUInt32BE(bytes, 12);
  for (let percent = 0; percent < 100; percent++) info[16 + percent] = Math.floor((percent * 256) / 100);
  info.write('LAME3.100', 120, 'latin1');
  info[129] = 1;
  info[140] = Math.min(255, kbps);
  const padding = frames * MP3_FRAME_SAMPLES - ENCODER_DELAY - samples;
  info.writeUIntBE(ENCODER_DELAY * 4096 + padding, 141, 3);
  info.writeUInt32BE(bytes, 148);
  frame.writeUInt16BE(
    crc16(frame.subarray(0, HEADER_BYTES + SIDE_INFO_BYTES + INFO_BYTES - 2)),
    HEADER_BYTES + SIDE_INFO_BYTES + INFO_BYTES - 2,
  );
  return frame;
}

/** CRC-16/ARC. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}
