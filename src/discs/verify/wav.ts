import { BYTES_PER_FRAME, CD_SAMPLE_RATE } from '../../base/frames.ts';
import { readBytes, type DiscFolder } from './disc-folder.ts';

/** Of the plainest header that there is, which all burning programs take. */
export const WAV_HEADER_BYTES = 44;

/** What is wrong with the header of a WAV file that should hold so many CD frames; null for nothing. */
export async function wavFault(folder: DiscFolder, file: string, frames: number): Promise<string | null> {
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  for await (const bytes of readBytes(folder, file)) {
    bytes.copy(header);
    break;
  }
  const data = frames * BYTES_PER_FRAME;
  const shape = `${header.toString('latin1', 0, 4)} ${header.toString('latin1', 8, 16)} ${header.toString('latin1', 36, 40)}`;
  if (shape !== 'RIFF WAVEfmt  data' || header.readUInt32LE(16) !== 16) return 'it is no plain WAV file';
  const found = [20, 22, 24, 32, 34].map((at) => (at === 24 ? header.readUInt32LE(at) : header.readUInt16LE(at)));
  if (found.join(' ') !== `1 2 ${CD_SAMPLE_RATE} 4 16` || header.readUInt32LE(28) !== CD_SAMPLE_RATE * 4) {
    return 'its header does not tell 16 bits, 44100 Hz, stereo';
  }
  const isLong = header.readUInt32LE(40) === data && header.readUInt32LE(4) === data + WAV_HEADER_BYTES - 8;
  return isLong ? null : 'its header tells another length';
}
