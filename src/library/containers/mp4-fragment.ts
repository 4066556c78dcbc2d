import { findBox, findBoxes } from './mp4-box.ts';
import type { PacketRun } from './mp4-timeline.ts';

/** Flags of `tfhd` and `trun` (ISO 14496-12, 8.8.7 and 8.8.8): each adds a field. */
const TFHD_BASE_OFFSET = 0x1;
const TFHD_DESCRIPTION = 0x2;
const TFHD_DURATION = 0x8;
const TRUN_DATA_OFFSET = 0x1;
const TRUN_FIRST_FLAGS = 0x4;
const TRUN_DURATION = 0x100;
const TRUN_OTHERS = [0x200, 0x400, 0x800];

/** The packets of a track in one fragment (`moof`), as streaming services write them. */
export function readFragment(moov: Buffer, trak: Buffer, moof: Buffer): PacketRun[] {
  const id = trackId(trak);
  return findBoxes(moof, 'traf').flatMap((traf) => {
    const tfhd = findBox(traf, 'tfhd');
    if (tfhd?.readUInt32BE(4) !== id) return [];
    const packetUnits = defaultUnits(tfhd) ?? movieDefaultUnits(moov, id);
    return findBoxes(traf, 'trun').flatMap((trun) => readRun(trun, packetUnits));
  });
}

function readRun(trun: Buffer, packetUnits: number): PacketRun[] {
  const flags = flagsOf(trun);
  const packets = trun.readUInt32BE(4);
  if (!(flags & TRUN_DURATION)) return [{ packets, packetUnits }];
  const entryBytes = 4 + TRUN_OTHERS.reduce((sum, flag) => sum + (flags & flag ? 4 : 0), 0);
  const first = 8 + (flags & TRUN_DATA_OFFSET ? 4 : 0) + (flags & TRUN_FIRST_FLAGS ? 4 : 0);
  const there = Math.min(packets, Math.floor((trun.length - first) / entryBytes));
  return Array.from({ length: there }, (_, i) => ({
    packets: 1,
    packetUnits: trun.readUInt32BE(first + i * entryBytes),
  }));
}

function defaultUnits(tfhd: Buffer): number | null {
  const flags = flagsOf(tfhd);
  if (!(flags & TFHD_DURATION)) return null;
  return tfhd.readUInt32BE(8 + (flags & TFHD_BASE_OFFSET ? 8 : 0) + (flags & TFHD_DESCRIPTION ? 4 : 0));
}

function movieDefaultUnits(moov: Buffer, id: number): number {
  const extends_ = findBox(moov, 'mvex');
  const trex = extends_ && findBoxes(extends_, 'trex').find((box) => box.readUInt32BE(4) === id);
  return trex?.readUInt32BE(12) ?? 0;
}

function trackId(trak: Buffer): number {
  const tkhd = findBox(trak, 'tkhd');
  return tkhd?.readUInt32BE(tkhd[0] === 1 ? 20 : 12) ?? 0;
}

function flagsOf(box: Buffer): number {
  return box.readUIntBE(1, 3);
}
