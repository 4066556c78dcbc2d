/** The little of Vorbis that tells how long a packet is (Vorbis I specification, 4.2.4 and 4.3). */

/** Of each mode, whether its blocks are long ones. */
export type VorbisModes = readonly boolean[];

const MODE_BITS = 41;
const COUNT_BITS = 6;
const MAX_MODES = 64;

/**
 * Finds the list of modes, which ends the setup header. All before it would have to be decoded to find where it begins,
 * so it is read from the end: of each mode the two middle fields are 0, and the number of modes stands before the first.
 */
export function parseVorbisModes(setup: Buffer): VorbisModes | null {
  const framingBit = lastSetBit(setup);
  let found: VorbisModes | null = null;
  const modes: boolean[] = [];
  for (let end = framingBit; modes.length < MAX_MODES && end >= MODE_BITS + COUNT_BITS; end -= MODE_BITS) {
    const start = end - MODE_BITS;
    if (
      bits(setup, start + 1, 16) !== 0 ||
      bits(setup, start + 17, 16) !== 0 ||
      bits(setup, start + 33, 8) >= MAX_MODES
    )
      break;
    modes.unshift(bits(setup, start, 1) === 1);
    if (bits(setup, start - COUNT_BITS, COUNT_BITS) === modes.length - 1) found = [...modes];
  }
  return found;
}

/** Samples that the first packets of a stream give: each block gives what overlaps with the one before, the first nothing. */
export function vorbisDuration(
  packets: readonly Buffer[],
  modes: VorbisModes,
  [short, long]: readonly [number, number],
): number {
  const modeMask = (1 << (32 - Math.clz32(modes.length - 1))) - 1;
  const sizes = packets.map((packet) => (modes[((packet[0] ?? 0) >> 1) & modeMask] ? long : short));
  return sizes.slice(1).reduce((sum, size, i) => sum + (sizes[i]! + size) / 4, 0);
}

function lastSetBit(bytes: Buffer): number {
  let last = bytes.length - 1;
  while (last >= 0 && bytes[last] === 0) last--;
  return last < 0 ? -1 : last * 8 + 31 - Math.clz32(bytes[last]!);
}

/** A number of up to 16 bits that begins at bit `at`, the lowest bit of each byte being the first. */
function bits(bytes: Buffer, at: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value |= ((bytes[(at + i) >> 3]! >> ((at + i) & 7)) & 1) << i;
  return value;
}
