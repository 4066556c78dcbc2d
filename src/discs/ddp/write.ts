/**
 * The files of a DDP 2.00 fileset for an audio CD, but for the audio: what they hold is told by three readers and
 * writers that agree, not by the standard, which is not public. Plain ASCII records of fixed length, without line ends.
 */
import { createHash } from 'node:crypto';
import { toAscii } from '../../base/ascii.ts';
import { framesToMsf } from '../../base/frames.ts';
import { NO_FLAGS } from '../../model/audio-options.ts';
import { writeCdText } from '../cd-text-packs.ts';
import type { CdText } from '../cd-text.ts';
import { LEAD_PAUSE, pqEntries } from '../pq.ts';
import type { SheetDisc } from '../sheet-disc.ts';

/** The audio of the fileset: the pause before track 1, then the disc, as 16-bit little-endian stereo. */
export const DDP_IMAGE = 'IMAGE.DAT';

export interface DdpFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** All files of the set but the audio, whose MD5 is given in lower-case hex. */
export function writeDdp(disc: SheetDisc, texts: CdText, imageMd5: string): DdpFile[] {
  const cdText = writeCdText(disc, texts);
  const pq = pqDescription(disc);
  const files = [
    { fileName: 'DDPID', bytes: identifier(disc) },
    { fileName: 'DDPMS', bytes: mapStream(disc, cdText.length, pq.length) },
    { fileName: 'PQDESCR', bytes: pq },
    { fileName: 'CDTEXT.BIN', bytes: cdText },
  ];
  const sums = [
    ...files.map(({ fileName, bytes }) => `${createHash('md5').update(bytes).digest('hex')}  ${fileName}\n`),
    `${imageMd5}  ${DDP_IMAGE}\n`,
  ];
  return [...files, { fileName: 'CHECKSUM.MD5', bytes: Buffer.from(sums.join('')) }];
}

function identifier(disc: SheetDisc): Buffer {
  return record(128, [
    [0, 'DDP 2.00'],
    [8, disc.catalog ?? ''],
    [38, toAscii(disc.title).slice(0, 48)],
    [87, 'CD'],
    [93, '00'],
  ]);
}

function mapStream(disc: SheetDisc, cdTextBytes: number, pqBytes: number): Buffer {
  const packet = (type: string, length: number, file: string, more: readonly Field[]): Buffer =>
    record(128, [[0, 'VVVM'], [4, type], [14, digits(length, 8)], [71, '017'], [74, file], ...more]);
  return Buffer.concat([
    packet('S0', cdTextBytes, 'CDTEXT.BIN', [
      [30, 'CDTEXT'],
      [55, '00'],
    ]),
    packet('S0', pqBytes, 'PQDESCR', [[30, 'PQ DESCR']]),
    packet('D0', LEAD_PAUSE + disc.frames, DDP_IMAGE, [
      [22, '00000000'],
      [38, 'DA71'],
      [42, '0000'],
      [46, digits(LEAD_PAUSE, 4)],
      [50, '0000'],
    ]),
  ]);
}

function pqDescription(disc: SheetDisc): Buffer {
  const { copyPermitted, preEmphasis } = disc.flags ?? NO_FLAGS;
  const control = `${(copyPermitted ? 2 : 0) + (preEmphasis ? 1 : 0)}1`;
  const packet = (track: string, index: string, frame: number, more: readonly Field[] = []): Buffer => {
    const time = `00${framesToMsf(frame).replaceAll(':', '')}`;
    return record(64, [[0, 'VVVS'], [4, track], [6, index], [8, time], [16, control], ...more]);
  };
  const entries = pqEntries(
    disc,
    disc.tracks.map(() => ''),
  ).map(({ track, index, frame, isrc }) =>
    packet(track === null ? 'AA' : digits(track, 2), `0${index}`, frame, isrc === null ? [] : [[20, isrc]]),
  );
  return Buffer.concat([packet('00', '00', 0, disc.catalog === null ? [] : [[32, disc.catalog]]), ...entries]);
}

type Field = readonly [at: number, text: string];

function record(bytes: number, fields: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(bytes, ' ');
  for (const [at, text] of fields) buffer.write(text, at, 'latin1');
  return buffer;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
