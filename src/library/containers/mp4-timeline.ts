import { findBox, findBoxes } from './mp4-box.ts';

/** What the tables of an MP4 track tell of its length, in units of its own time scale. */
export interface Timeline {
  /** Units a second. */
  readonly scale: number;
  /** Samples in the sense of MP4, that is packets. */
  readonly packets: number;
  /** Of the first packet. */
  readonly packetUnits: number;
  /** Of all packets together. */
  readonly totalUnits: number;
  /** As the media header has it. */
  readonly headerUnits: number;
  /** The parts that are to be played; none: all of it. */
  readonly edits: readonly Edit[];
  /** What iTunes notes of the encoder's delay and padding, or null. */
  readonly gapless: { readonly priming: number; readonly remainder: number } | null;
}

interface Edit {
  readonly startUnits: number;
  readonly units: number;
}

const MAX_PRIMING = 16_384;

/**
 * Units that a decoder gives, encoder delay and padding removed, as FFmpeg 8.1 counts them: an edit list or iTunes's
 * note tells where the audio begins, and the shortest of all that tell its length where it ends.
 */
export function playedUnits({ packets, packetUnits, totalUnits, headerUnits, edits, gapless }: Timeline): number {
  // A header that is off by more than a packet is not believed.
  const lastPacketStart = totalUnits - (totalUnits - (packets - 1) * packetUnits);
  const mediaUnits = headerUnits > lastPacketStart ? Math.min(totalUnits, headerUnits) : packets * packetUnits;
  const start = edits[0]?.startUnits ?? 0;
  if (gapless) {
    const skipped = gapless.priming > 0 && gapless.priming < MAX_PRIMING ? gapless.priming : start;
    return Math.min(mediaUnits, edits[0]?.units ?? Infinity) - gapless.remainder - (skipped - start);
  }
  if (edits.length === 0) return mediaUnits;
  return edits.reduce((sum, edit) => sum + Math.max(0, Math.min(totalUnits - edit.startUnits, mediaUnits, edit.units)), 0);
}

/** Reads the tables of a track; `fragments` are the `moof` boxes that follow. */
export function readTimeline(moov: Buffer, trak: Buffer, fragments: readonly Buffer[]): Timeline {
  const mdhd = timeHeader(findBox(trak, 'mdia mdhd'));
  const movie = timeHeader(findBox(moov, 'mvhd'));
  const runs = [...packetRuns(findBox(trak, 'mdia minf stbl stts')), ...fragments.flatMap((moof) => fragmentRuns(moov, trak, moof))];
  const packets = runs.reduce((sum, { count }) => sum + count, 0);
  const totalUnits = runs.reduce((sum, { count, units }) => sum + count * units, 0);
  return {
    scale: mdhd.scale,
    packets,
    packetUnits: runs[0]?.units ?? 0,
    totalUnits,
    headerUnits: fragments.length > 0 ? totalUnits : mdhd.units,
    edits: readEdits(findBox(trak, 'edts elst'), mdhd.scale / movie.scale, fragments.length > 0),
    gapless: readGapless(moov),
  };
}
