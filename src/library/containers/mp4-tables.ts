import { findBox, findBoxes } from './mp4-box.ts';
import { readFragment } from './mp4-fragment.ts';
import type { Edit, Gapless, PacketRun, Timeline } from './mp4-timeline.ts';

/** Reads the tables of a track (`trak`), and of the fragments (`moof`) that follow the index (`moov`) if there are any. */
export function readTimeline(moov: Buffer, trak: Buffer, fragments: readonly Buffer[]): Timeline {
  const media = readTimeHeader(findBox(trak, 'mdia mdhd'));
  const movie = readTimeHeader(findBox(moov, 'mvhd'));
  const edits = readEdits(findBox(trak, 'edts elst'), media.scale / movie.scale);
  const runs = readRuns(findBox(trak, 'mdia minf stbl stts'));
  const isFragmented = fragments.length > 0;
  return {
    unitsPerSecond: media.scale,
    runs: [...runs, ...fragments.flatMap((moof) => readFragment(moov, trak, moof))],
    // An index that was written before its fragments knows no lengths yet.
    headerUnits: isFragmented ? 0 : media.units,
    edits: isFragmented ? edits.map(({ start }) => ({ start, units: Infinity })) : edits,
    gapless: readGapless(moov),
  };
}

/** `mvhd` and `mdhd` begin alike. */
function readTimeHeader(box: Buffer | null): { readonly scale: number; readonly units: number } {
  if (box === null) return { scale: 1, units: 0 };
  const isLong = box[0] === 1;
  const scale = box.readUInt32BE(isLong ? 20 : 12);
  return { scale: scale || 1, units: isLong ? Number(box.readBigUInt64BE(24)) : box.readUInt32BE(16) };
}

function readRuns(stts: Buffer | null): PacketRun[] {
  return entries(stts, 8).map((entry) => ({ packets: entry.readUInt32BE(0), packetUnits: entry.readUInt32BE(4) }));
}

/** @param unitsPerMovieUnit the lengths of edits are in the time scale of the movie, their starts in that of the track */
function readEdits(elst: Buffer | null, unitsPerMovieUnit: number): Edit[] {
  const isLong = elst?.[0] === 1;
  return entries(elst, isLong ? 20 : 12)
    .map((entry) => ({
      start: isLong ? Number(entry.readBigInt64BE(8)) : entry.readInt32BE(4),
      units: Math.round((isLong ? Number(entry.readBigUInt64BE(0)) : entry.readUInt32BE(0)) * unitsPerMovieUnit),
    }))
    .filter(({ start }) => start >= 0);
}

const MAX_ENTRIES = 1 << 18;

/** The entries of a table that begins with version, flags and their number; as many as there are bytes for. */
function entries(table: Buffer | null, bytes: number): Buffer[] {
  if (table === null) return [];
  const count = Math.min(table.readUInt32BE(4), Math.floor((table.length - 8) / bytes), MAX_ENTRIES);
  return Array.from({ length: count }, (_, i) => table.subarray(8 + i * bytes, 8 + (i + 1) * bytes));
}

/** The tag `iTunSMPB`: hexadecimal numbers, of which the second is the delay and the third the padding. */
function readGapless(moov: Buffer): Gapless | null {
  const meta = findBox(moov, 'udta meta');
  const list = meta && findBox(meta, 'ilst', 4);
  if (list === null) return null;
  for (const item of findBoxes(list, '----')) {
    if (findBox(item, 'name')?.toString('latin1', 4) !== 'iTunSMPB') continue;
    const text = findBox(item, 'data')?.toString('latin1', 8, 128) ?? '';
    const numbers = /^\s*[\da-f]+\s+([\da-f]+)\s+([\da-f]+)\s+[\da-f]+/i.exec(text);
    if (numbers) return { priming: parseInt(numbers[1]!, 16), remainder: parseInt(numbers[2]!, 16) };
  }
  return null;
}
