/**
 * Seeded chance. Integer arithmetic only, so that a seed gives the same numbers on every machine and Node version.
 */

/** Returns the next 32 random bits as an unsigned integer. */
export type Random = () => number;

/** Hashes text to 32 bits with FNV-1a, then mixes it so that near texts give far numbers. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix32(h);
}

/** The finalizer of MurmurHash3: a bijection on 32 bits in which every input bit moves every output bit. */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The generator sfc32 (Doty-Humphrey, PractRand), seeded with a whole number of up to 53 bits. */
export function seededRandom(seed: number): Random {
  let a = mix32(seed % 0x1_0000_0000);
  let b = mix32(Math.floor(seed / 0x1_0000_0000) ^ 0x9e3779b9);
  let c = mix32(a ^ 0x243f6a88);
  let counter = 1;
  const next = (): number => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** A whole number from 0 to below `bound`, without bias (rejection sampling). */
export function randomBelow(random: Random, bound: number): number {
  const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
  for (;;) {
    const value = random();
    if (value < limit) return value % bound;
  }
}

/** A shuffled copy (Fisher-Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = randomBelow(random, i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
