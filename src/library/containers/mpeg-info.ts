import type { MpegFrame } from './mpeg-frame.ts';

/** What encoders write into an otherwise silent first frame: the "Xing", "Info" or "VBRI" header. */
export interface MpegInfo {
  /** Without this frame, or null where it isn't told. */
  readonly frames: number | null;
  /** With this frame, or null where it isn't told. */
  readonly bytes: number | null;
  /** Samples that the encoder put before and after the audio, or null where it isn't told. */
  readonly delay: { readonly start: number; readonly end: number } | null;
}

const HAS_FRAMES = 1;
const HAS_BYTES = 2;
const HAS_TOC = 4;
const HAS_QUALITY = 8;
const TOC_BYTES = 100;
/** From the encoder's name to its delays. */
const DELAYS_OFFSET = 21;
const VBRI_OFFSET = 36;

/** Reads the header out of a first frame, or returns null where the frame is audio like any other. */
export function parseMpegInfo(frame: Buffer, header: MpegFrame): MpegInfo | null {
  if (header.layer !== 3) return null;
  const info = parseXing(frame, header) ?? parseVbri(frame);
  return info !== null && (info.frames !== null || info.bytes !== null) ? info : null;
}

function parseXing(frame: Buffer, { channels, lowRate }: MpegFrame): MpegInfo | null {
  const sideInfoBytes = channels === 1 ? (lowRate ? 9 : 17) : lowRate ? 17 : 32;
  const at = 4 + sideInfoBytes;
  if (!['Xing', 'Info'].includes(ascii(frame, at)) || frame.length < at + 8) return null;
  const flags = frame.readUInt32BE(at + 4);
  let next = at + 8;
  const frames = flags & HAS_FRAMES ? count(frame, next) : null;
  if (flags & HAS_FRAMES) next += 4;
  const bytes = flags & HAS_BYTES ? count(frame, next) : null;
  if (flags & HAS_BYTES) next += 4;
  if (flags & HAS_TOC) next += TOC_BYTES;
  if (flags & HAS_QUALITY) next += 4;
  return { frames, bytes, delay: parseDelay(frame, next) };
}

/** LAME and Lavc tell the delays; what other encoders have in that place means something else. */
function parseDelay(frame: Buffer, at: number): MpegInfo['delay'] {
  if (!['LAME', 'Lavf', 'Lavc'].includes(ascii(frame, at)) || frame.length < at + DELAYS_OFFSET + 3) return null;
  const both = frame.readUIntBE(at + DELAYS_OFFSET, 3);
  return { start: both >>> 12, end: both & 0xfff };
}

function parseVbri(frame: Buffer): MpegInfo | null {
  if (ascii(frame, VBRI_OFFSET) !== 'VBRI' || frame.length < VBRI_OFFSET + 18) return null;
  return { frames: count(frame, VBRI_OFFSET + 14), bytes: count(frame, VBRI_OFFSET + 10), delay: null };
}

function count(frame: Buffer, at: number): number | null {
  return at + 4 <= frame.length && frame.readUInt32BE(at) > 0 ? frame.readUInt32BE(at) : null;
}

function ascii(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4);
}
