/** What the tables of an MP4 track tell of its length, in units of its time scale. */
export interface Timeline {
  readonly unitsPerSecond: number;
  /** Packets ("samples" in MP4) of equal length that follow each other. */
  readonly runs: readonly PacketRun[];
  /** By the media header; 0 where it isn't told. */
  readonly headerUnits: number;
  /** The parts that are to be played; none: all. */
  readonly edits: readonly Edit[];
  readonly gapless: Gapless | null;
}

export interface Edit {
  readonly start: number;
  readonly units: number;
}

export interface PacketRun {
  readonly packets: number;
  readonly packetUnits: number;
}

/** What iTunes notes of the encoder's delay and padding. */
export interface Gapless {
  readonly priming: number;
  readonly remainder: number;
}

const MAX_PRIMING = 16_384;

/**
 * Units that a decoder gives, encoder delay and padding removed. Follows FFmpeg 8.1: the edit list or iTunes's note
 * tells where the audio begins, and the shortest of all that tell its length where it ends.
 */
export function playedUnits({ runs, headerUnits, edits, gapless }: Timeline): number {
  const totalUnits = runs.reduce((sum, { packets, packetUnits }) => sum + packets * packetUnits, 0);
  const mediaUnits = trimmedByHeader(runs, totalUnits, headerUnits);
  const first = edits[0] ?? { start: 0, units: Infinity };
  if (gapless) {
    const start = gapless.priming > 0 && gapless.priming < MAX_PRIMING ? gapless.priming : first.start;
    return Math.min(mediaUnits, first.units) - gapless.remainder - (start - first.start);
  }
  if (edits.length === 0) return mediaUnits;
  return edits.reduce((sum, { start, units }) => sum + Math.max(0, Math.min(totalUnits - start, mediaUnits, units)), 0);
}

/** A header may cut the last packet short; where it is off by more it isn't believed, and neither is that packet's own length. */
function trimmedByHeader(runs: readonly PacketRun[], totalUnits: number, headerUnits: number): number {
  const last = runs.at(-1);
  if (last === undefined) return 0;
  if (headerUnits > totalUnits - last.packetUnits) return Math.min(totalUnits, headerUnits);
  const packets = runs.reduce((sum, run) => sum + run.packets, 0);
  return packets * runs[0]!.packetUnits;
}
