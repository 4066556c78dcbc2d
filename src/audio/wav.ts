import { AppError } from '../base/errors.ts';
import { BYTES_PER_FRAME, CD_SAMPLE_RATE } from '../base/frames.ts';

export const WAV_HEADER_BYTES = 44;

/**
 * The header of a WAV file (RIFF, PCM, 16 bits, 44.1 kHz, stereo) that holds so many CD frames and nothing else.
 * Throws AppError `wav-too-long` where the format's 32 bits can't tell the length.
 */
export function wavHeader(frames: number): Uint8Array {
  const dataBytes = frames * BYTES_PER_FRAME;
  const riffBytes = dataBytes + WAV_HEADER_BYTES - 8;
  if (riffBytes > 0xffff_ffff) {
    throw new AppError('wav-too-long', `a WAV file can't hold ${frames} frames: it would be larger than 4 GiB`);
  }
  const bytesPerSample = 4;
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(riffBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(CD_SAMPLE_RATE, 24);
  header.writeUInt32LE(CD_SAMPLE_RATE * bytesPerSample, 28);
  header.writeUInt16LE(bytesPerSample, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
