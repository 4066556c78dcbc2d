/**
 * Texts in, the packs of CD-TEXT out and back (IEC 60908 annex J as libburn's cdtext.txt tells it): 18 bytes each, 12 of
 * them text, in one block of English. The file has nothing but packs, as cdrskin takes it for `textfile=`.
 */
import { codesOf, type CdText } from './cd-text.ts';
import type { SheetDisc } from './sheet-disc.ts';

export const PACK_BYTES = 18;
const PAYLOAD_BYTES = 12;

/** Kinds of packs. */
export const TITLES = 0x80;
export const PERFORMERS = 0x81;
export const CODES = 0x8e;
const SIZES = 0x8f;

const ENGLISH = 0x09;
const LATIN_1 = 0x00;

/** The packs of a disc: titles, performers, codes as far as they have room, sizes. */
export function writeCdText(disc: SheetDisc, texts: CdText): Uint8Array {
  const pairs = [texts.album, ...texts.tracks];
  const kinds: readonly (readonly [kind: number, texts: readonly string[]])[] = [
    [TITLES, pairs.map(({ title }) => title)],
    [PERFORMERS, pairs.map(({ performer }) => performer)],
    [CODES, codesOf(disc, texts.codes)],
  ];
  const packs = kinds.flatMap(([kind, all]) => packText(kind, all));
  packs.push(...packSizes(packs, disc.tracks.length));
  return Buffer.concat(packs.map((pack, number) => seal(pack, number)));
}

/** Packs of one kind, without numbers and checksums: the texts follow each other, each with a zero at its end. */
function packText(kind: number, texts: readonly string[]): Buffer[] {
  const bytes = Buffer.from(texts.map((text) => `${text}\0`).join(''), 'latin1');
  const packs: Buffer[] = [];
  let [track, position] = [0, 0];
  for (let at = 0; at < bytes.length; at += PAYLOAD_BYTES) {
    const payload = bytes.subarray(at, at + PAYLOAD_BYTES);
    packs.push(makePack(kind, track, Math.min(position, 15), payload));
    for (const byte of payload) [track, position] = byte === 0 ? [track + 1, 0] : [track, position + 1];
  }
  return packs;
}

function packSizes(packs: readonly Buffer[], tracks: number): Buffer[] {
  const sizes = Buffer.alloc(3 * PAYLOAD_BYTES);
  sizes.set([LATIN_1, 1, tracks, 0]);
  for (const pack of packs) sizes[4 + pack[0]! - TITLES]!++;
  sizes[4 + SIZES - TITLES] = 3;
  sizes[20] = packs.length + 2;
  sizes[28] = ENGLISH;
  return [0, 1, 2].map((part) =>
    makePack(SIZES, part, 0, sizes.subarray(part * PAYLOAD_BYTES, (part + 1) * PAYLOAD_BYTES)),
  );
}

function makePack(kind: number, track: number, position: number, payload: Uint8Array): Buffer {
  const pack = Buffer.alloc(PACK_BYTES);
  pack.set([kind, track, 0, position]);
  pack.set(payload, 4);
  return pack;
}

function seal(pack: Buffer, number: number): Buffer {
  pack[2] = number;
  pack.writeUInt16BE(checksum(pack), PACK_BYTES - 2);
  return pack;
}

/** CRC-16 of the first 16 bytes: polynomial 0x1021, from 0, inverted. */
function checksum(pack: Uint8Array): number {
  let crc = 0;
  for (const byte of pack.subarray(0, PACK_BYTES - 2)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return ~crc & 0xffff;
}

export interface ReadCdText {
  /** The texts of each kind that there is, the disc's own first. */
  readonly texts: ReadonlyMap<number, readonly string[]>;
  /** What is wrong with the packs, one sentence each. */
  readonly faults: readonly string[];
}

/** Reads packs of one block; whatever the bytes are, nothing is thrown. */
export function readCdText(bytes: Uint8Array): ReadCdText {
  const faults: string[] = [];
  const payloads = new Map<number, Buffer[]>();
  if (bytes.length === 0 || bytes.length % PACK_BYTES !== 0 || bytes.length > 256 * PACK_BYTES) {
    faults.push(`${bytes.length} bytes are not 1 to 256 packs of ${PACK_BYTES}`);
  }
  for (let number = 0; (number + 1) * PACK_BYTES <= bytes.length && number < 256; number++) {
    const pack = Buffer.from(bytes.subarray(number * PACK_BYTES, (number + 1) * PACK_BYTES));
    if (pack.readUInt16BE(PACK_BYTES - 2) !== checksum(pack)) faults.push(`pack ${number} has a wrong checksum`);
    if (pack[2] !== number) faults.push(`pack ${number} is numbered ${pack[2]}`);
    payloads.set(pack[0]!, [...(payloads.get(pack[0]!) ?? []), pack.subarray(4, PACK_BYTES - 2)]);
  }
  const sizes = Buffer.concat(payloads.get(SIZES) ?? []);
  if (sizes.length !== 3 * PAYLOAD_BYTES)
    return { texts: new Map(), faults: [...faults, 'the packs of sizes are not 3'] };
  const tracks = sizes[2]!;
  const texts = new Map<number, readonly string[]>();
  for (let kind = TITLES; kind <= SIZES; kind++) {
    const parts = payloads.get(kind) ?? [];
    if (sizes[4 + kind - TITLES] !== parts.length) {
      faults.push(
        `there are ${parts.length} packs of kind ${kind.toString(16)} where ${sizes[4 + kind - TITLES]} are announced`,
      );
    }
    if (kind === SIZES || parts.length === 0) continue;
    const all = Buffer.concat(parts).toString('latin1').split('\0');
    if (all.length <= tracks + 1) faults.push(`kind ${kind.toString(16)} has no text for some of the ${tracks} tracks`);
    texts.set(kind, all.slice(0, tracks + 1));
  }
  return { texts, faults };
}
