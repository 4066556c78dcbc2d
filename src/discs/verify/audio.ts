import { createHash, type Hash } from 'node:crypto';
import { BYTES_PER_FRAME } from '../../base/frames.ts';
import { DDP_IMAGE } from '../ddp/write.ts';
import { LEAD_PAUSE } from '../pq.ts';
import { BIN_FILE_NAME, IMAGE_FILE_NAME, trackFileName } from '../sheets/sheet.ts';
import type { DiscCheck } from './disc-check.ts';
import { readBytes, type DiscFolder } from './disc-folder.ts';
import type { DiscRecordFacts, RecordedTrack } from './disc-record.ts';
import { fault, UNPACK_AGAIN, type Fault } from './fault.ts';
import { wavFault, WAV_HEADER_BYTES } from './wav.ts';

/** Files that hold the audio of the disc together, one after the other. */
interface Carrier {
  /** By which its faults are told. */
  readonly name: string;
  readonly parts: readonly Part[];
}

interface Part {
  readonly file: string;
  readonly frames: number;
  readonly isWav: boolean;
  /** Bytes before the audio, beside a header. */
  readonly skip: number;
}

/** Each form of the audio but FLAC must have every track as it was mastered, and silence everywhere else. */
export const audioCheck: DiscCheck = {
  id: 'audio',
  isFor: ({ record }) => record !== null,
  find: async (folder) => {
    const faults: Fault[] = [];
    for (const carrier of carriersOf(folder.record!)) {
      const wrong = await partFaults(folder, carrier);
      faults.push(...(wrong.length > 0 ? wrong : await contentFaults(folder, carrier)));
    }
    return faults;
  },
};

function carriersOf({ disc, audio }: DiscRecordFacts): Carrier[] {
  const whole = { frames: disc.frames, skip: 0 };
  const tracks = disc.tracks.map(({ number, startFrame }, i) => {
    const frames = (disc.tracks[i + 1]?.startFrame ?? disc.frames) - startFrame;
    return { file: trackFileName(number), frames, isWav: true, skip: 0 };
  });
  const raw = { file: BIN_FILE_NAME, isWav: false, ...whole };
  const ddp = { ...raw, file: `ddp/${DDP_IMAGE}`, skip: LEAD_PAUSE * BYTES_PER_FRAME };
  return [
    ...(audio.layout === 'tracks' || audio.flac
      ? []
      : [{ name: IMAGE_FILE_NAME, parts: [{ ...whole, file: IMAGE_FILE_NAME, isWav: true }] }]),
    ...(audio.layout === 'image' ? [] : [{ name: 'NN.wav', parts: tracks }]),
    ...(audio.bin ? [{ name: raw.file, parts: [raw] }] : []),
    ...(audio.ddp ? [{ name: ddp.file, parts: [ddp] }] : []),
  ];
}

async function partFaults(folder: DiscFolder, { parts }: Carrier): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { file, frames, isWav, skip } of parts) {
    const bytes = folder.files.get(file);
    const wanted = (isWav ? WAV_HEADER_BYTES : 0) + skip + frames * BYTES_PER_FRAME;
    const header = isWav && bytes !== undefined ? await wavFault(folder, file, frames) : null;
    if (bytes === undefined) faults.push(fault(file, 'it is missing'));
    else if (bytes !== wanted)
      faults.push(fault(file, `it has ${bytes} bytes where its ${frames} frames need ${wanted}`));
    else if (header !== null) faults.push(fault(file, header));
  }
  return faults;
}

async function contentFaults(folder: DiscFolder, carrier: Carrier): Promise<Fault[]> {
  const { disc } = folder.record!;
  const faults = await inspect(folder, carrier, disc.tracks, (bytes) => bytes);
  if (faults.length === 0) return [];
  const swapped = await inspect(folder, carrier, disc.tracks, (bytes) => Buffer.from(bytes).swap16());
  const hint = swapped.length === 0 ? 'swap the bytes of every sample, as sox -x does' : UNPACK_AGAIN;
  const told = swapped.length === 0 ? ['the bytes of its samples are swapped'] : faults;
  return told.map((message) => fault(carrier.name, message, hint));
}

/** Compares audio with what was mastered, after `change`. */
async function inspect(
  folder: DiscFolder,
  { parts }: Carrier,
  tracks: readonly RecordedTrack[],
  change: (bytes: Buffer) => Buffer,
): Promise<string[]> {
  const ranges = tracks.map(({ number, startFrame, offsetSamples, samples, md5 }) => {
    const start = startFrame * BYTES_PER_FRAME + offsetSamples * 4;
    return { number, start, end: start + samples * 4, md5, hash: createHash('md5') };
  });
  let isSilent = true;
  let [at, next] = [0, 0];
  const take = (bytes: Buffer): void => {
    for (let from = 0; from < bytes.length;) {
      while (next < ranges.length && ranges[next]!.end <= at) next++;
      const range = ranges[next];
      const isIn = range !== undefined && at >= range.start;
      const until = range === undefined ? Infinity : isIn ? range.end : range.start;
      const piece = bytes.subarray(from, from + Math.min(bytes.length - from, until - at));
      if (isIn) range.hash.update(piece);
      else if (piece.some((byte) => byte !== 0)) isSilent = false;
      at += piece.length;
      from += piece.length;
    }
  };
  for (const { file, isWav, skip } of parts) {
    let odd: Buffer = Buffer.alloc(0);
    for await (const bytes of readBytes(folder, file, (isWav ? WAV_HEADER_BYTES : 0) + skip)) {
      const all = odd.length === 0 ? bytes : Buffer.concat([odd, bytes]);
      odd = all.subarray(all.length & ~3);
      take(change(all.subarray(0, all.length & ~3)));
    }
  }
  const wrong = ranges.filter(({ hash, md5 }) => digest(hash) !== md5);
  return [
    ...wrong.map(({ number }) => `track ${number} is not what was mastered`),
    ...(isSilent ? [] : ['there is sound where silence should be']),
  ];
}

function digest(hash: Hash): string {
  return hash.digest('hex');
}
