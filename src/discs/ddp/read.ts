import { parseEan13 } from '../../base/ean.ts';
import { normaliseIsrc } from '../../base/isrc.ts';
import { FRAMES_PER_SECOND } from '../../base/frames.ts';

/** One file that the map of a DDP fileset names. */
export interface DdpPacket {
  /** `D0`: audio, `S0`: PQ list or CD-TEXT. */
  readonly type: string;
  /** `PQ DESCR`, `CDTEXT`, or empty. */
  readonly content: string;
  /** In sectors for audio, else in bytes. */
  readonly length: number;
  readonly file: string;
}

export interface Read<T> {
  readonly value: T;
  /** One sentence each. */
  readonly faults: readonly string[];
}

const RECORD = 128;
const PQ_RECORD = 64;

/** Checks the identifier of a fileset: DDP 2.00, a CD, with a sound EAN or none. Returns what is wrong. */
export function checkIdentifier(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  if (text.length !== RECORD) return [`it has ${text.length} bytes where it needs ${RECORD}`];
  return [
    ...(text.startsWith('DDP 2.00') ? [] : ['it does not begin with DDP 2.00']),
    ...(text.slice(87, 89) === 'CD' ? [] : ['it is not of a CD']),
    ...eanFaults(text.slice(8, 21).trim()),
    ...(isPlain(text) ? [] : ['it holds more than plain ASCII']),
  ];
}

/** Reads the map of a fileset, whatever the bytes are. */
export function readMap(bytes: Uint8Array): Read<readonly DdpPacket[]> {
  const text = Buffer.from(bytes).toString('latin1');
  if (text.length === 0 || text.length % RECORD !== 0 || text.length > 99 * RECORD) {
    return { value: [], faults: [`it has ${text.length} bytes, which are no records of ${RECORD}`] };
  }
  const records = Array.from({ length: text.length / RECORD }, (_, i) => text.slice(i * RECORD, (i + 1) * RECORD));
  const value = records.map((record) => ({
    type: record.slice(4, 6),
    content: record.slice(30, 38).trim(),
    length: wholeNumber(record.slice(14, 22)),
    file: record.slice(74, 91).trim(),
  }));
  const faults = records.flatMap((record, i) => [
    ...(record.startsWith('VVVM') ? [] : [`record ${i + 1} does not begin with VVVM`]),
    ...(Number.isNaN(value[i]!.length) ? [`record ${i + 1} tells no length`] : []),
    ...(value[i]!.type === 'D0' && record.slice(38, 42) !== 'DA71'
      ? [`record ${i + 1} is not of whole audio sectors`]
      : []),
    ...(isPlain(record) ? [] : [`record ${i + 1} holds more than plain ASCII`]),
  ]);
  return { value, faults };
}

/**
 * Checks a PQ list: every index in its order, times that grow, the lead-out at `endFrame` (of absolute disc time), one
 * control byte for all, sound codes. Returns what is wrong.
 */
export function checkPqList(bytes: Uint8Array, endFrame: number): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  if (text.length < 4 * PQ_RECORD || text.length % PQ_RECORD !== 0) {
    return [`it has ${text.length} bytes, which are no list of records of ${PQ_RECORD}`];
  }
  const faults: string[] = [];
  let before = { track: 0, index: 0, frame: -1 };
  const last = text.length / PQ_RECORD - 1;
  for (let i = 0; i <= last; i++) {
    const record = text.slice(i * PQ_RECORD, (i + 1) * PQ_RECORD);
    const wrong = (what: string): void => void faults.push(`record ${i + 1} ${what}`);
    const isEnd = record.slice(4, 6) === 'AA';
    const track = isEnd ? before.track + 1 : wholeNumber(record.slice(4, 6));
    const index = wholeNumber(record.slice(6, 8));
    const frame = frameOf(record.slice(8, 16));
    if (!record.startsWith('VVVS')) wrong('does not begin with VVVS');
    if (isEnd !== (i === last)) wrong(isEnd ? 'is a lead-out before the end' : 'is no lead-out at the end');
    if (!(i === 0 ? track === 0 && index === 0 : follows(before, { track, index }))) wrong('is out of order');
    if (Number.isNaN(frame) || (i > 1 && frame <= before.frame))
      wrong('tells a time that is none, or not after the last');
    if (isEnd && frame !== endFrame) wrong('ends the disc elsewhere than its audio');
    if (!/^[0-3]1$/.test(record.slice(16, 18)) || record.slice(16, 18) !== text.slice(16, 18))
      wrong('has odd control bits');
    const isrc = record.slice(20, 32).trim();
    if (isrc !== '' && normaliseIsrc(isrc) !== isrc) wrong('has an ISRC that is none');
    for (const what of eanFaults(record.slice(32, 45).trim())) wrong(`has an EAN of which ${what}`);
    if (!isPlain(record)) wrong('holds more than plain ASCII');
    before = { track, index, frame };
  }
  return faults;
}

/** Index 1 of each track comes after its index 0, or after index 1 of the track before. */
function follows(
  before: { track: number; index: number },
  { track, index }: { track: number; index: number },
): boolean {
  if (before.track > 0 && before.index === 0) return track === before.track && index === 1;
  return track === before.track + 1 && (index === 0 || index === 1);
}

function frameOf(time: string): number {
  const [, minutes, seconds, frames] = /^00(\d\d)([0-5]\d)(\d\d)$/.exec(time) ?? [];
  if (minutes === undefined || Number(frames) >= FRAMES_PER_SECOND) return NaN;
  return (Number(minutes) * 60 + Number(seconds)) * FRAMES_PER_SECOND + Number(frames);
}

function wholeNumber(text: string): number {
  return /^ *\d+$/.test(text) ? Number(text) : NaN;
}

function eanFaults(code: string): string[] {
  if (code === '') return [];
  const ean = parseEan13(code);
  return ean.ok && ean.value === code ? [] : ['the digits are no EAN-13'];
}

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
