/** Inserts for tests. */
import type { InsertDisc, InsertInput, InsertTrack } from '../../../src/bundle/insert/insert-input.ts';
import { boxOf, type Box, type Mark } from '../../../src/bundle/insert/mark.ts';

export const NO_FONT = { paper: 'a4', font: null } as const;

export function makeTracks(count: number, title: (number: number) => string = (n) => `Title ${n}`): InsertTrack[] {
  return Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    title: title(i + 1),
    artist: `Artist ${i % 7}`,
    lengthMs: 180_000 + 1000 * i,
  }));
}

export function insertDisc(details: Partial<InsertDisc> = {}): InsertDisc {
  const number = details.number ?? 1;
  return {
    number,
    of: 1,
    performer: 'Various Artists',
    medium: 'CD-R 80 minutes',
    diameterMm: 120,
    lengthMs: 4_440_000,
    catalog: null,
    tracks: makeTracks(12),
    copies: [{ id: `4kq7zt01abcdefg${number}`, number: 1, serial: `4KQ7-ZT01-${number}-01` }],
    ...details,
  };
}

export function insertInput(details: Partial<InsertDisc> = {}, title = 'Late Night Jazz'): InsertInput {
  return { title, discs: [insertDisc(details)] };
}

export async function bytesOf(pdf: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The surfaces that marks take; lines and circles are guides and may touch what they guide. */
export function surfaces(marks: readonly Mark[]): Box[] {
  return marks.flatMap((mark) => {
    if (mark.kind === 'text') return mark.text === '' ? [] : [boxOf(mark)];
    return mark.kind === 'boxes' ? mark.boxes : [];
  });
}

/** Letters may reach a hair further than their box. */
const HAIR = 0.02;

export function isWithin(inner: Box, { x, y, width, height }: Box): boolean {
  const right = inner.x + inner.width <= x + width + HAIR;
  return inner.x >= x - HAIR && inner.y >= y - HAIR && right && inner.y + inner.height <= y + height + HAIR;
}

/** The first two surfaces that cover each other. */
export function overlap(boxes: readonly Box[]): readonly [Box, Box] | null {
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1)) {
      const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
      const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
      if (across > HAIR && down > HAIR) return [a, b];
    }
  }
  return null;
}
